# Pages of the staff: signing in, today, lists, clients, jobs, settings.

staff-areas = Rubriques
staff-home = { $company } : accueil
area-today = Aujourd'hui
area-quotes = Devis
area-clients = Clients
area-jobs = Chantiers
area-settings = Réglages
new-quote = Nouveau devis
new-quote-short = Devis
find-label = Chercher un devis
find-placeholder = Numéro, objet, client
my-account = Compte de { $name }
sign-out = Se déconnecter
dialog = Fenêtre
shortcuts-title = Raccourcis clavier
shortcut-new = Écrire un nouveau devis
shortcut-find = Chercher un devis
shortcut-list = Voir cette liste

sign-in-title = Connexion
sign-in-email = Adresse e-mail
sign-in-password = Mot de passe
sign-in-do = Se connecter
sign-in-help = Mot de passe oublié ? Un administrateur de votre entreprise peut vous en donner un nouveau.
refused-wrong-credentials = L'adresse ou le mot de passe ne va pas.
refused-no-such-session = Cette session n'existe pas.

sessions-title = Sessions ouvertes
sessions-hint = Les appareils où vous êtes connecté. Fermez ceux que vous ne reconnaissez pas.
sessions-revoke-others = Fermer toutes les autres
session-this = Cet appareil
session-unknown = Appareil inconnu
session-facts = Adresse { $ip } · vu le { $seen } · ouverte le { $since }
session-revoke = Fermer
session-revoke-label = Fermer la session { $device }
done-session-revoked = La session est fermée.
done-sessions-revoked = Toutes les autres sessions sont fermées.
