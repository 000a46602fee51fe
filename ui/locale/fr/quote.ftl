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
quote-new-heading = Rubrique { $number }
quote-heading-placeholder = Titre de rubrique, par exemple « Lot 1 · Maçonnerie »
quote-work-placeholder = Désignation de l'ouvrage
quote-optional = En option
quote-option-short = Opt.
quote-bar = Total et envoi
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

# Preview
preview-title = Aperçu de la version { $version }
preview-heading = Avant l'envoi
preview-back = Revenir à la rédaction
preview-to = Destinataire
preview-to-short = À
preview-attached = Le PDF est joint au mail.
preview-message = Message au client
preview-message-hint = Quelques mots dans le mail et en tête de la page.
preview-look = Voir dans le mail
preview-mail = Le mail
preview-subject = Objet
preview-text = Version en texte simple
preview-paper = Le papier
preview-pdf = Ouvrir le PDF
sum-gross-short = TTC
plan-title = Relances prévues
plan-stops = Tout s'arrête dès que le client répond, à la mise en attente, à une nouvelle version ou au retrait.
plan-empty = Rien n'est prévu.
publish-consequence = { $kind ->
    [statement] La situation part aussitôt à { $to } et ne peut plus être modifiée : une correction fera une nouvelle version.
   *[other] Le devis part aussitôt à { $to } et ne peut plus être modifié : une correction fera une nouvelle version.
  }
publish-replaces = La version { $version } ne pourra plus recevoir de réponse.
publish-do = Envoyer la version { $version }
step-remind = Relance n° { $number } au client
step-turn = Relance n° { $number } à qui doit répondre
step-call = Un référent est prié d'appeler
step-expiring = Le client est prévenu que la date approche
step-resume = Fin de la mise en attente
step-expire = Fin de validité
step-deadline = Échéance de l'étape { $number }
why-days-after-sending = { $days ->
    [one] 1 jour ouvré après l'envoi
   *[other] { $days } jours ouvrés après l'envoi
  }
why-days-after-hold = { $days ->
    [one] 1 jour ouvré après la mise en attente
   *[other] { $days } jours ouvrés après la mise en attente
  }
why-validity-ends = Valable jusqu'au { $day }
why-hold-ends = En attente jusqu'au { $day }
why-last-valid-day = Le { $day } est le dernier jour valable
why-days-after-turn = { $days ->
    [one] 1 jour ouvré après le début de son tour
   *[other] { $days } jours ouvrés après le début de son tour
  }
why-deadline-remind = « { $step } » : qui n'a pas répondu est relancé, et l'équipe prévenue
why-deadline-escalate = « { $step } » : la demande va aussi à { $who }, et l'équipe est prévenue
why-deadline-deem = « { $step } » : sans réponse, réputé approuvé

# Detail
done-published = Le devis est envoyé.
done-published-again = La nouvelle version est envoyée.
done-accepted = Le devis est marqué accepté.
done-answered-for-client = La réponse du client est enregistrée.
done-extended = La validité est prolongée.
done-reopened = La réponse est reprise : le devis attend de nouveau le client.
done-withdrawn = Le devis est retiré.
done-discarded = Le brouillon est jeté.
done-duplicated = Copie créée : c'est un nouveau brouillon.
done-reminders-on = Les relances reprennent.
done-reminders-off = Les relances sont arrêtées.
done-link-made = Le lien est prêt.
done-link-rotated = Le lien est remplacé : l'ancien n'ouvre plus rien.
done-link-revoked = Le lien est coupé.
done-mail-again = Le mail part de nouveau.
detail-version = version { $version }
detail-follow = Suivi et partage
detail-meanwhile = { $kind ->
    [statement] Cette situation vient de changer
   *[other] Ce devis vient de changer
  }
detail-meanwhile-text = La page montre maintenant où il en est.
detail-net = soit { $net } HT.
detail-valid = Valable jusqu'au { $day } inclus.
detail-held = En attente jusqu'au { $day }.
detail-correct = Corriger et publier la version { $version }
detail-continue = Continuer la version { $version }
detail-draft-open = Une version { $version } est en cours de rédaction. Le client ne la voit pas encore.
detail-withdrawn = Retiré par { $name } :
detail-successor = Voir le document qui le remplace
fact-client = Client
fact-sent = Envoyé le
answered-approve = Approuvé par { $name }
answered-endorse = Visé par { $name }
answered-deem = Approuvé tacitement : personne n'a répondu dans le délai
answered-sign = Signé par { $name }
answered-reject = Refusé par { $name }
answered-hold = Mis en attente par { $name }
answered-mark_accepted = Marqué accepté par { $name }
answered-on-behalf = saisi pour le client
answered-until = jusqu'au { $day }
answered-detail = { $count ->
    [one] Voir le détail : 1 commentaire de ligne
   *[other] Voir le détail : { $count } commentaires de lignes
  }
comment-settled = traité
answers-title = Réponses
answers-none = Pas encore de réponse.
answer-taken-back = reprise
answer-lines = { $count ->
    [one] 1 commentaire de ligne
   *[other] { $count } commentaires de lignes
  }
evidence-title = Preuves
evidence-who = Qui
evidence-by-staff = saisi par l'entreprise
evidence-consent = Consentement
evidence-typed = Signature tapée
evidence-code = Code
evidence-code-text = envoyé par mail à { $email }, vérifié après { $tries ->
    [one] 1 essai
   *[other] { $tries } essais
  }
evidence-from = Depuis
evidence-download = Télécharger
versions-title = Versions
version-current = en cours
version-open = Lire
version-what-changed = Ce qui a changé
compare-from = Comparer
compare-to = avec
compare-do = Comparer
compare-title = De la version { $before } à la version { $after }
compare-also = A changé aussi : { $field }.
mails-title = Mails
mails-none = Aucun mail n'est parti.
mail-to = à { $to }
mail-state-due = à envoyer
mail-state-sending = en cours
mail-state-sent = envoyé
mail-state-failed = refusé
mail-state-dropped = devenu inutile
mail-failed-title = Un mail n'est pas arrivé à { $to }
mail-failed-text = « { $what } » a été refusé par le serveur de mail.
mail-again-title = Envoyer de nouveau
mail-again-email = Adresse e-mail
mail-again-keep = Corriger aussi la fiche du client
mail-again-do = Envoyer de nouveau
letter-sent = Envoi
letter-turn = Demande de validation
letter-new_version = Nouvelle version
letter-reminder_1 = Première relance
letter-reminder_2 = Deuxième relance
letter-reminder_3 = Troisième relance
letter-turn_late = Rappel après le délai
letter-expiring = Fin de validité proche
letter-receipt = Confirmation de réponse
letter-deemed = Approbation tacite
letter-admitted_taken = Montants admis confirmés
letter-withdrawn = Retrait
letter-extended = Prolongation
letter-code = Code
letter-new_link = Nouveau lien
letter-reopened = Réponse reprise
letter-answered = Avis de réponse à l'équipe
letter-answer_taken_back = Avis de réponse reprise
letter-call = Demande d'appel
letter-deadline = Avis de délai dépassé
letter-hold_over = Fin de mise en attente
letter-extension_asked = Demande de prolongation
letter-expired = Avis de fin de validité
letter-mail_failed = Avis de mail refusé
follow-next = Ce qui vient
follow-past = Ce qui s'est passé
reminders-stop = Arrêter les relances
reminders-start = Reprendre les relances
event-staff-created = Brouillon créé par { $name }
event-staff-publish = Version { $version } envoyée par { $name }
event-staff-approve = Version { $version } approuvée par { $name }
event-staff-sign = Version { $version } signée par { $name }
event-staff-reject = Version { $version } refusée par { $name }
event-staff-hold = Version { $version } mise en attente par { $name }
event-staff-mark_accepted = Version { $version } marquée acceptée par { $name }
event-staff-withdraw = Retiré par { $name }
event-staff-extend = Validité prolongée jusqu'au { $until } par { $name }
event-staff-reopen = Réponse reprise par { $name }
event-staff-resume = Fin de la mise en attente
event-staff-expire = Validité dépassée
event-staff-seen = Le client a ouvert la version { $version }
event-staff-mailed = { $what } : mail parti
event-staff-mail_failed = { $what } : mail refusé
event-staff-mail_again = Mail envoyé de nouveau par { $name }
event-staff-link_revoked = Lien coupé par { $name }
event-staff-link_rotated = Lien remplacé par { $name }
event-staff-reminders_on = Relances reprises par { $name }
event-staff-reminders_off = Relances arrêtées par { $name }
event-staff-extension_asked = { $name } demande une prolongation
event-staff-draft_discarded = Correction abandonnée par { $name }
event-staff-endorse = Version { $version } visée par { $name }
event-staff-deem = Version { $version } approuvée tacitement, faute de réponse dans le délai
event-staff-accept_admitted = Montants admis acceptés par { $name }
event-staff-lapsed = { $outcome ->
    [escalate] Étape « { $step } » : délai dépassé, { $who } n'a pas répondu ; la demande est allée plus haut
    [deem] Étape « { $step } » : délai dépassé, le silence de { $who } vaut approbation
   *[remind] Étape « { $step } » : délai dépassé, { $who } a reçu un rappel
  }
event-staff-delegated = Tour de { $from } confié à { $to } par { $name }
event-staff-billed = Facturation préparée : { $amount }
event-staff-contract_changed = Conditions du marché modifiées par { $name }
share-title = Partager
link-mail = Lien envoyé par mail
link-paper = Lien du QR code
link-share = Lien public
link-seen = Ouvert le { $moment }
link-copy = Copier le lien
link-copied = Lien copié.
link-make = Créer un lien public
link-rotate = Remplacer
link-revoke = Couper
link-rotate-title = Remplacer ce lien ?
link-revoke-title = Couper ce lien ?
link-rotate-consequence = L'ancienne adresse n'ouvre plus rien, aussitôt. Une nouvelle prend sa place ; à vous de la transmettre.
link-revoke-consequence = L'adresse n'ouvre plus rien, aussitôt. Le document et les autres liens restent.
link-paper-consequence = Le QR code des PDF déjà envoyés ne mènera plus nulle part.
qr-alt = QR code qui ouvre le document
qr-save = Télécharger
pdf-soon = PDF en préparation
pdf-soon-title = Le PDF est en préparation
pdf-soon-text = Il sera prêt dans quelques secondes ; cette page se recharge toute seule.
around-title = Même affaire
menu-more = Autres actions
menu-copy = Copier le lien public
menu-copy-short = Copier le lien
menu-accept = Marquer accepté
menu-answer = Répondre pour le client
menu-extend = Prolonger
menu-reopen = Reprendre la réponse
menu-withdraw = Retirer
menu-duplicate = Dupliquer
menu-discard = Jeter la correction
menu-workflow = Historique du processus

# Acts
act-refused = Rien n'a été enregistré.
act-see = { $kind ->
    [statement] Voir où en est la situation
   *[other] Voir où en est le devis
  }
act-reason = Motif
act-proof = Preuve
act-proof-hint = Mail du 12, courrier, appel noté : ce qui montre que le client l'a dit.
act-proof-file = Pièce jointe
act-proof-file-hint = PDF, PNG ou JPEG, 8 Mo au plus.
act-options = Options retenues
act-accept-title = { $kind ->
    [statement] Marquer cette situation acceptée ?
   *[other] Marquer ce devis accepté ?
  }
act-accept-consequence = C'est votre décision, notée comme telle, jamais comme la signature de { $client }. Le client est prévenu, les relances s'arrêtent.
act-accept-reason-hint = Par exemple : accord donné au téléphone le 12.
act-accept-do = Marquer accepté
act-answer-title = Répondre pour le client
act-answer-consequence = Vous notez ce que { $client } a dit par un autre moyen. Le client reçoit une confirmation, avec votre nom.
act-answer-reason-hint = Pourquoi le client ne répond pas lui-même.
act-answer-do = Enregistrer la réponse
act-answer = Réponse du client
act-answer-approve = Approuve
act-answer-reject = Refuse
act-answer-hold = Met en attente
act-name = Qui a répondu
act-email = Son adresse e-mail
act-hold-until = En attente jusqu'au
act-hold-hint = Seulement pour une mise en attente.
act-comment = Ce que le client a dit
act-extend-title = Prolonger la validité
act-extend-consequence = Le client est prévenu de la nouvelle date ; la version reste la même.
act-extend-hint = Après le { $day }.
act-extend-do = Prolonger
act-reopen-title = Reprendre la réponse ?
act-reopen-consequence = { $kind ->
    [statement] La situation attend de nouveau la réponse de { $client }. La réponse reprise reste dans l'historique.
   *[other] Le devis attend de nouveau la réponse de { $client }. La réponse reprise reste dans l'historique.
  }
act-reopen-reason-hint = Le client et l'équipe le lisent.
act-reopen-do = Reprendre la réponse
act-withdraw-title = { $kind ->
    [statement] Retirer cette situation ?
   *[other] Retirer ce devis ?
  }
act-withdraw-consequence = Plus personne ne peut y répondre. { $client } lit qui l'a retiré et pourquoi. Cela ne se défait pas.
act-withdraw-reason-hint = Le client le lit.
act-withdraw-do = { $kind ->
    [statement] Retirer la situation
   *[other] Retirer le devis
  }
act-successor = Document qui le remplace
act-no-successor = Aucun
act-discard-title = Jeter ce brouillon ?
act-discard-consequence = Ce qui a été tapé est perdu. Les versions déjà envoyées restent.
act-discard-do = Jeter
act-discard-do-draft = Jeter le brouillon
problem-not-a-proof = Ce fichier n'est ni un PDF, ni une image PNG ou JPEG lisible.
problem-file-too-large = Au plus { $megabytes } Mo.
problem-picture-too-large = Au plus { $megapixels } mégapixels.
