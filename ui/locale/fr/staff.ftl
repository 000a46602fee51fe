# Pages of the staff: signing in, today, lists, clients, jobs, settings.

staff-areas = Rubriques
staff-home = { $company } : accueil
area-today = Aujourd'hui
area-documents = Documents
area-quotes = Devis
area-statements = Situations
area-clients = Clients
area-jobs = Chantiers
area-settings = Réglages
new-quote = Nouveau devis
new-quote-short = Nouveau
find-label = Chercher un document
find-placeholder = Numéro, objet, client
my-account = Compte de { $name }
sign-out = Se déconnecter
dialog = Fenêtre
shortcuts-title = Raccourcis clavier
shortcut-new = Écrire un nouveau devis
shortcut-find = Chercher un document
shortcut-list = Voir cette liste

sign-in-title = Connexion
sign-in-email = Adresse e-mail
sign-in-password = Mot de passe
sign-in-do = Se connecter
sign-in-help = Mot de passe oublié ? Un administrateur de votre entreprise peut vous en donner un nouveau.
refused-wrong-credentials = L'adresse ou le mot de passe ne va pas.
refused-no-such-session = Cette session n'existe pas.

settings-sessions = Mes sessions
settings-sessions-lead = Les appareils où vous êtes connecté. Fermez ceux que vous ne reconnaissez pas.
sessions-revoke-others = Fermer toutes les autres
session-this = Cet appareil
session-unknown = Appareil inconnu
session-facts = Adresse { $ip } · vu le { $seen } · ouverte le { $since }
session-revoke = Fermer
session-revoke-label = Fermer la session { $device }
done-session-revoked = La session est fermée.
done-sessions-revoked = Toutes les autres sessions sont fermées.

# Said on several pages
yes = Oui
no = Non
save = Enregistrer
change = Modifier
search-do = Chercher
see-all = Tout voir
untitled = Sans objet
no-number = Sans numéro
version-short = v{ $version }
pages = Pages de la liste
page-first = Début
page-next = Suivants
filter-state = Filtrer par état
filter-kind = Filtrer par genre
filter-remove = Retirer ce filtre
filter-clear = Tout afficher
back-to-quote = Revenir au devis
column-document = Document
column-client = Client
column-state = État
column-deadline = Échéance
column-payable = Montant
column-count = Nombre
held-until = Reprise le { $day }
valid-until = Jusqu'au { $day }
changed-on = Modifié le { $day }

# Today
today-hello = Bonjour { $name }
today-to-do = À faire
today-nothing = Rien à faire : tout est entre les mains de vos clients.
today-first = Ici s'affichera ce qui attend votre action ou celle de vos clients.
today-waiting = En attente du client
today-none-waiting = Aucun document n'attend de réponse.
today-states = Où en sont les documents
today-states-caption = Nombre de documents par état
today-answers = Dernières réponses
today-no-answers = Les réponses de vos clients apparaîtront ici.
today-undelivered = Le mail à { $email } n'est pas arrivé.
today-undelivered-act = Corriger l'adresse
today-call = Sans réponse depuis le { $day } malgré les relances : un appel s'impose.
today-call-act = Appeler
today-rejected = Refusé le { $day }. Lisez les commentaires, corrigez et renvoyez.
today-rejected-act = Corriger
today-in-part = { $what } approuvée avec des quantités admises, { $amount } à payer. Acceptez-les, ou corrigez.
today-in-part-act = Décider
today-hold = La mise en attente prend fin le { $day }.
today-expiring = Plus valable après le { $day }.
today-see = Voir
next-remind = Relance n° { $number } le { $day }
next-call = Appel à faire le { $day }
next-expiring = Avis de fin de validité le { $day }
next-resume = Reprise le { $day }
next-expire = Fin de validité le { $day }
next-deadline = Échéance d'un approbateur le { $day }
next-nothing = Aucune relance prévue
since-days = { $days ->
    [0] envoyé aujourd'hui
    [1] depuis 1 jour
   *[other] depuis { $days } jours
  }
answer-said-approve = { $name } a approuvé
answer-said-endorse = { $name } a visé
answer-said-deem = Approuvé tacitement, faute de réponse
answer-said-sign = { $name } a signé
answer-said-reject = { $name } a refusé
answer-said-hold = { $name } a mis en attente
answer-said-mark_accepted = { $name } a noté l'accord du client

# Quotes
quotes-none = Vos devis apparaîtront ici, avec leur état et leur échéance.
documents-none-found = { $kind ->
    [quote] Aucun devis ne correspond.
    [statement] Aucune situation ne correspond.
   *[other] Aucun document ne correspond.
  }
quotes-write-first = Écrire un premier devis
tab-all-kinds = Tous les documents
documents-caption = Documents, le dernier modifié d'abord
tab-all = { $kind ->
    [statement] Toutes
   *[other] Tous
  }
tab-draft = Brouillons
tab-sent = En attente du client
tab-on_hold = { $kind ->
   *[other] Mis en attente
  }
tab-rejected = { $kind ->
    [statement] Refusées
   *[other] Refusés
  }
tab-accepted = { $kind ->
    [statement] Approuvées
   *[other] Acceptés
  }
tab-expired = { $kind ->
   *[other] Expirés
  }
tab-withdrawn = { $kind ->
    [statement] Retirées
   *[other] Retirés
  }

# Clients
new-client = Nouveau client
find-client = Nom ou adresse e-mail
clients-none = Vos clients apparaîtront ici.
clients-none-found = Aucun client ne correspond.
client-change = Modifier le client
client-change-title = Modifier { $name }
client-create = Créer le client
client-create-then = Créer et continuer
client-who = Qui est-ce ?
client-kind = Genre de client
client-kind-business = Professionnel
client-kind-consumer = Particulier
client-name = Nom ou raison sociale
client-contact = Personne à qui s'adresser
client-contact-hint = Son nom commence les mails : « Bonjour … ».
client-email = Adresse e-mail
client-email-hint = Les documents et les relances y sont envoyés.
client-phone = Téléphone
client-address = Adresse postale
client-address-hint = Six lignes au plus, comme sur une enveloppe.
client-vat = N° de TVA intracommunautaire
client-mails = Ce que le client reçoit
client-locale = Langue
client-locale-hint = Documents, page en ligne et mails seront dans cette langue.
client-flag-paperless = Accepte les documents dématérialisés
client-flag-attach_pdf = Joindre le PDF aux mails
client-flag-staff_may_answer = Notre équipe peut répondre pour ce client, avec une preuve
client-answers = Qui peut répondre
client-trust = Qui peut répondre
client-trust-anyone = Toute personne qui a le lien
client-trust-hint-anyone = Elle donne son nom et son adresse. Signer demande toujours un code reçu par mail.
client-trust-confirmed = Le destinataire confirmé par un code
client-trust-hint-confirmed = Chaque réponse demande un code envoyé à son adresse.
client-billing = Facturation
client-billing-per_order = À la commande
client-billing-month_end = Groupée en fin de mois
client-about = Fiche
client-quotes = Documents
client-no-quotes = Aucun document pour ce client.
client-no-jobs = Aucun chantier pour ce client.
client-mail-failed-short = Mail refusé
client-mail-failed = Le dernier mail à { $email } n'est pas arrivé
client-mail-failed-text = Le serveur du destinataire l'a refusé. Corrigez l'adresse, ou gardez-la si le problème est réglé : ce qui n'est pas arrivé repart aussitôt.
client-mend = Adresse qui fonctionne
client-mend-do = Renvoyer
done-client-created = Le client est créé.
done-client-changed = Le client est modifié.
done-address-changed = L'adresse est corrigée.
done-sent-again = L'adresse est à jour et les mails repartent.

# Jobs
new-job = Nouveau chantier
find-job = Nom du chantier
jobs-none = Un chantier réunit les documents d'un même lieu ou d'un même projet.
jobs-none-found = Aucun chantier ne correspond.
job-change = Modifier le chantier
job-change-title = Modifier { $title }
job-create = Créer le chantier
job-create-then = Créer et continuer
job-what = Le chantier
job-choose-client = Choisir un client
job-new-client = Nouveau client
job-title = Nom du chantier
job-title-hint = Par exemple « Résidence Les Tilleuls ».
job-address = Lieu des travaux
job-referents = Référents
job-referents-hint = Prévenus à chaque réponse du client. Sans référent, tous les administrateurs le sont.
job-no-referents = Aucun : tous les administrateurs sont prévenus.
job-mails = Mails du chantier
job-technical = Adresse e-mail technique
job-technical-hint = Si elle est remplie, les documents du chantier y sont envoyés à la place de l'adresse du client.
job-technical-instead = au lieu de { $email }
job-mails-to = Documents envoyés à
job-about = Fiche
job-documents = Documents
job-contracts = Marchés
job-no-documents = Aucun document sur ce chantier.
done-job-created = Le chantier est créé.
done-job-changed = Le chantier est modifié.

# Settings
undo = Annuler
copy = Copier
copied = Copié
settings-company = Entreprise
settings-company-lead = Ce que vos clients lisent en tête de vos documents. Ceux déjà envoyés ne changent pas.
settings-reminders = Relances
settings-reminders-lead = Quand relancer un client qui n'a pas répondu. Tout s'arrête dès qu'il répond.
settings-mails = Mails
settings-mails-lead = Les mots de chaque mail, dans chaque langue. Vous pouvez toujours revenir au texte habituel.
settings-terms = Conditions générales
settings-terms-lead = Jointes aux versions publiées dès maintenant ; celles déjà envoyées gardent les leurs.
settings-team = Équipe
settings-team-lead = Qui peut se connecter, et ce que chacun peut régler.
done-settings-saved = Les réglages sont enregistrés.
refused-not-yourself = Vous ne pouvez pas désactiver votre propre compte.
refused-no-such-user = Ce compte n'existe pas.
problem-not-a-siret = Ce n'est pas un numéro SIRET.
problem-not-a-colour = Choisissez une couleur.
problem-not-an-hour = Donnez une heure, par exemple 09:00.
problem-hours-in-order = La fin doit venir après le début.
problem-days-in-order = Chaque relance doit venir après la précédente.
problem-call-last = L'appel vient après la dernière relance.
problem-email-taken = Cette adresse a déjà un compte.
problem-password-short = Au moins { $least } caractères.

company-identity = Identité
company-name = Nom de l'entreprise
company-email-hint = Les réponses de vos clients à nos mails y arrivent.
company-legal = Mentions légales
company-legal-hint = Imprimées au pied de chaque document.
company-mentions = Mentions des devis
company-mentions-hint = Elles remplissent d'avance chaque nouveau devis, où vous pouvez les adapter.
company-look = Apparence
company-accent = Couleur de l'entreprise
company-accent-hint = Sur la page du client, les mails et les PDF ; foncée s'il le faut pour rester lisible.
company-qr = Imprimer sur les PDF un QR code qui ouvre la page du client

plan-when = Plan
plan-active = Relancer les clients
plan-days-hint = En jours ouvrés après l'envoi. Un champ vide supprime l'étape.
plan-remind = Relance { $number }
plan-call = Appel à faire
plan-expiring = Avis de fin de validité
plan-expiring-hint = En jours ouvrés avant le dernier jour.
plan-opens = Écrire à partir de
plan-closes = et jusqu'à
plan-hours-hint = Jamais le samedi, le dimanche ni un jour férié.
plan-preview = Ce que cela donne
plan-preview-hint = Pour un devis envoyé maintenant, valable jusqu'au { $day }.
plan-preview-do = Voir les dates
plan-unreadable = Corrigez le plan pour voir les dates.

mails-client = Au client
mails-staff = À votre équipe
mail-own = Vos mots
mail-usual = Texte habituel
mail-subject = Objet
mail-body = Texte
mail-body-hint = Une ligne vide sépare les paragraphes ; un paragraphe dont la balise est vide disparaît. Le bouton vers la page du client suit toujours.
mail-tags = Balises
mail-tags-hint = Chacune est remplacée à l'envoi.
mail-preview = Aperçu
mail-preview-do = Voir l'aperçu
mail-reset = Revenir au texte habituel
done-mail-saved = Le mail est enregistré.
done-mail-reset = Le mail a retrouvé son texte habituel.
mail-kind-sent = Envoi
mail-kind-turn = À votre tour de valider
mail-kind-new_version = Nouvelle version
mail-kind-reminder_1 = Première relance
mail-kind-reminder_2 = Deuxième relance
mail-kind-reminder_3 = Dernière relance
mail-kind-turn_late = Délai dépassé
mail-kind-expiring = Fin de validité proche
mail-kind-receipt = Accusé de réception de la réponse
mail-kind-deemed = Approbation tacite
mail-kind-admitted_taken = Montants admis confirmés
mail-kind-withdrawn = Retrait
mail-kind-extended = Validité prolongée
mail-kind-code = Code de confirmation
mail-kind-new_link = Nouveau lien
mail-kind-reopened = Réponse rouverte
mail-kind-answered = Le client a répondu
mail-kind-answer_taken_back = Le client reprend sa réponse
mail-kind-call = Appel à faire
mail-kind-deadline = Un approbateur est en retard
mail-kind-hold_over = Fin d'une mise en attente
mail-kind-extension_asked = Demande de prolongation
mail-kind-expired = Validité dépassée
mail-kind-mail_failed = Mail non distribué

terms-text = Conditions générales
terms-hint = Une ligne vide sépare les paragraphes. Le client doit les accepter pour approuver ou signer ; sans texte, rien ne lui est demandé.
terms-since = En vigueur depuis le { $moment }.
terms-borrowed = Reprises de : { $language }.
terms-not-yet = Aucune condition dans cette langue.
done-terms-saved = Les conditions valent pour les versions publiées dès maintenant.

team-list = Comptes
team-name = Prénom et nom
team-phone-hint = Montré aux clients dont cette personne est l'interlocuteur.
team-role = Rôle
role-member = Membre
role-admin = Administrateur
role-hint-member = Écrit et suit les devis, les clients et les chantiers.
role-hint-admin = Change aussi les réglages et l'équipe ; prévenu quand un chantier n'a pas de référent.
team-invite = Ajouter quelqu'un
team-invite-hint = Un premier mot de passe s'affichera une seule fois, à transmettre de vive voix.
team-invite-do = Créer le compte
team-disabled = Désactivé
team-enable = Réactiver
team-disable = Désactiver le compte
team-password = Nouveau mot de passe
team-menu = Actions sur le compte de { $name }
team-password-for = Mot de passe de { $name }
team-password-once = Il ne sera plus affiché. À utiliser avec l'adresse { $email }.
done-user-disabled = Le compte est désactivé et ses sessions sont fermées.
done-user-enabled = Le compte est réactivé.

example-client = Mme Martin
example-architect = Mme Le Goff
example-title = Réfection de la terrasse
example-work = Dallage en pierre
example-job = Maison Martin
example-message = Comme convenu au téléphone.
example-reason = Le projet a changé.
