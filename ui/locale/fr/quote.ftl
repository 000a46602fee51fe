# Staff: writing a quote, sending it, following it.

# Whose
quote-whose = Nouveau devis
quote-whose-again = Changer le client ou l'affaire
quote-back-to-draft = Revenir au brouillon
quote-which-client = Pour quel client ?
quote-new-client = Nouveau client
quote-find-client = Nom ou adresse e-mail
quote-find = Chercher
quote-more-clients = D'autres clients existent : cherchez par nom ou adresse e-mail.
quote-no-such-client = Aucun client ne répond à « { $find } ».
quote-no-clients = Aucun client pour l'instant. Créez le premier, le devis suit.
quote-for = Pour
quote-other-client = Autre client
quote-which-job = Pour quelle affaire ?
quote-no-job = Sans affaire
quote-new-job = Nouvelle affaire
quote-title-hint = Ce que le client lit d'abord, par exemple « Reprise du mur de clôture ».
quote-start = Commencer le devis
quote-move = Changer

# Editor
quote-new-title = Nouveau devis
quote-untitled = Devis sans objet
quote-correcting = Correction : version { $version }
quote-title = Objet
quote-title-placeholder = Objet du devis
quote-change-whose = Changer
quote-introduction = Introduction
quote-introduction-hint = Quelques lignes avant le détail : le contexte, ce qui est compris.
quote-valid-until = Valable jusqu'au
quote-lines = Lignes
quote-windows = Parties du devis
quote-keys = Entrée : ligne suivante · Alt + ↑↓ : déplacer · Ctrl + D : dupliquer · Ctrl + ⌫ : supprimer
quote-number = N°
quote-unit = Unité
quote-price = PU HT
quote-discount-short = Rem. %
quote-row-menu = Actions sur la ligne
quote-heading = Titre de rubrique
quote-heading-placeholder = Titre de rubrique, par exemple « Lot 1 · Maçonnerie »
quote-work-placeholder = Désignation de l'ouvrage
quote-optional = En option
quote-proposed = Proposée d'office
quote-up = Monter
quote-down = Descendre
quote-duplicate = Dupliquer
quote-remove = Supprimer
quote-remove-heading = Supprimer le titre
quote-no-lines = Ajoutez une première ligne, ou collez des lignes depuis un tableur.
quote-add-line = Ajouter une ligne
quote-add-heading = Ajouter une rubrique
quote-paste-hint = Collez plusieurs lignes d'un tableur : désignation, quantité, unité, prix, TVA.
quote-discount = Remise sur le total, %
quote-deposit = Acompte, %
quote-retention = Retenue de garantie, %
quote-retention-hint = 5 % au plus (loi du 16 juillet 1971).
quote-rate-quebec = TPS + TVQ
quote-mentions = Mentions
quote-mentions-text = Ce que la loi demande sur un devis de travaux. Les réglages de l'entreprise les remplissent d'avance.
quote-mention-execution_delay = Délai d'exécution
quote-mention-insurance = Assurance décennale : assureur, couverture
quote-mention-waste = Gestion des déchets : quantités, tri, point de collecte, coût
quote-mention-travel = Déplacement
quote-mention-mediator = Médiateur de la consommation
quote-mention-mediator-hint = Pour un particulier.
quote-mention-reduced_vat = Attestation de TVA à taux réduit
quote-mention-reduced_vat-hint = La déclaration du client qui justifie un taux réduit ; elle est imprimée sur le devis.
quote-mention-free_quote = Devis gratuit
quote-mention-withdrawal = Contrat hors établissement : 14 jours pour se rétracter, aucun paiement avant 7 jours
quote-notes = Précisions
quote-notes-hint = Imprimées sous les totaux.
quote-save = Enregistrer
quote-saving = Enregistrement…
quote-saved-at = Enregistré à { $hour }
quote-unsaved = Pas encore enregistré : nouvel essai dans un instant
quote-preview = Aperçu et envoi
quote-missing = { $count ->
    [0] Prêt à envoyer
    [one] 1 point à compléter avant l'envoi
   *[other] { $count } points à compléter avant l'envoi
  }
quote-line-removed = Ligne supprimée
quote-undo = Annuler
quote-pasted = Lignes collées :
quote-open-comments = { $count ->
    [one] 1 commentaire du client attend une réponse
   *[other] { $count } commentaires du client attendent une réponse
  }
quote-open-comments-text = Ils se trouvent sous leurs lignes. Marquez-les comme traités quand la correction y répond.
quote-on-version = sur la version { $version }
quote-resolve = Marquer comme traité
quote-conflict-title = Ce brouillon a changé ailleurs
quote-conflict-text = Quelqu'un, ou un autre onglet, l'a enregistré à { $hour }. Rien n'est perdu : votre texte est dans le formulaire, l'autre est enregistré.
quote-conflict-theirs = Ce que dit l'autre texte
quote-conflict-same = Les deux textes disent la même chose.
quote-conflict-keep = Garder mon texte
quote-conflict-take = Prendre l'autre texte
done-draft-saved = Brouillon enregistré.
done-comment-resolved = Commentaire marqué comme traité.
done-quote-moved = Le brouillon a changé de client ou d'affaire.
