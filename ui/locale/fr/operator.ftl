# The operators' pages.

area-operations = Exploitation
done-reconciled = Le suivi est réveillé : il relit le dossier et fait ce qui manque.

ops-title = Exploitation
ops-what = Si tout fonctionne, ce qui attend, et depuis quand.
ops-health = État des parties
ops-part-database = Base de données
ops-part-workflow-server = Serveur de suivi
ops-part-files = Fichiers
ops-well = En marche
ops-away = Ne répond pas
ops-outbox = Signaux à remettre
ops-letters = Mails à envoyer
ops-letters-failed = Mails refusés
ops-oldest = le plus ancien depuis { $seconds } s
ops-server-away = Le serveur de suivi ne répond pas. Les réponses des clients sont enregistrées ; mails, relances et PDF suivront dès qu'il sera revenu.

ops-processes = Suivis en cours
ops-no-processes = Aucun document n'attend.
ops-more = Suite
ops-column-document = Document
ops-column-waits = Attend
ops-column-since = Depuis
ops-column-next = Ensuite
ops-waits-client = le client
ops-waits-staff = l'équipe
ops-waits-nobody = personne
ops-no-step = Rien n'est prévu
ops-undelivered = { $count ->
    [one] un signal à remettre
   *[other] { $count } signaux à remettre
  }
ops-step-remind = Relance n° { $number }
ops-step-call = Un référent est prié d'appeler
ops-step-expiring = Annonce de la fin de validité
ops-step-resume = Fin de la mise en attente
ops-step-expire = Fin de validité

ops-version = version { $version }
ops-see-document = Voir le document
ops-web-ui = Temporal
ops-standing = Où en est le suivi
ops-timer = Minuterie
ops-no-run = Le serveur de suivi ne connaît pas ce document. S'il attend encore, réveillez son suivi ci-dessous.
ops-story = Récit du serveur de suivi
ops-run = État du récit : { $status }
ops-no-story = Le récit n'est pas disponible.
ops-status-running = en cours
ops-status-completed = terminé
ops-status-failed = échoué
ops-status-canceled = annulé
ops-status-terminated = arrêté
ops-status-continued_as_new = poursuivi
ops-status-timed_out = hors délai
ops-status-paused = en pause
ops-journal = Journal du dossier
ops-under-way = en cours
ops-attempts = { $count } essais
ops-next-attempt = prochain essai
ops-line-story-started = Début du récit
ops-line-story-completed = Fin : plus rien à faire
ops-line-story-failed = Le récit a échoué
ops-line-story-timed-out = Le récit a dépassé son délai
ops-line-story-cancelled = Le récit a été annulé
ops-line-story-terminated = Le récit a été arrêté
ops-line-story-continued = Le récit continue sous un autre numéro
ops-line-signal-approve = Nouvelle : approuvé
ops-line-signal-reject = Nouvelle : refusé
ops-line-signal-hold = Nouvelle : mis en attente
ops-line-signal-sign = Nouvelle : signé
ops-line-signal-publish = Nouvelle : version envoyée
ops-line-signal-withdraw = Nouvelle : retiré
ops-line-signal-extend = Nouvelle : validité ou relances changées
ops-line-signal-reopen = Nouvelle : réponse reprise
ops-line-timer-wait = Attente
ops-line-activity-render_version = PDF
ops-line-activity-send_letter = Mail
ops-line-activity-carry_out = Étape du plan
ops-line-activity-note_stray = Signal sans acte
ops-line-trouble-task-failed = Le récit n'a pas pu avancer
ops-reconcile = Réveiller le suivi
ops-reconcile-what = Le suivi relit le dossier et fait ce qui manque ; s'il est perdu, il recommence à partir du dossier. Rien n'est fait deux fois.
ops-reason = Motif
ops-reconcile-do = Réveiller
event-staff-reconciled = Suivi réveillé par { $name }
event-staff-signal_ignored = Signal sans acte enregistré, ignoré
