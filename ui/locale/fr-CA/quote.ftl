# Québec : soumission, courriel.

quote-whose = Nouvelle soumission
quote-find-client = Nom ou adresse courriel
quote-more-clients = D'autres clients existent : cherchez par nom ou adresse courriel.
quote-no-clients = Aucun client pour l'instant. Créez le premier, la soumission suit.
quote-start = Commencer la soumission
quote-new-title = Nouvelle soumission
quote-untitled = Soumission sans objet
quote-title-placeholder = Objet de la soumission
quote-windows = Parties de la soumission
quote-mentions-text = Ce que la loi demande sur une soumission. Les réglages de l'entreprise les remplissent d'avance.
quote-mention-free_quote = Soumission gratuite
quote-retention-hint = 5 % au plus.
preview-attached = Le PDF est joint au courriel.
preview-message-hint = Quelques mots dans le courriel et en tête de la page.
preview-look = Voir dans le courriel
preview-mail = Le courriel
publish-consequence = { $kind ->
    [statement] Le décompte part aussitôt à { $to } et ne peut plus être modifié : une correction fera une nouvelle version.
   *[other] La soumission part aussitôt à { $to } et ne peut plus être modifiée : une correction fera une nouvelle version.
  }
done-published = La soumission est envoyée.
done-accepted = La soumission est marquée acceptée.
done-reopened = La réponse est reprise : la soumission attend de nouveau le client.
done-withdrawn = La soumission est retirée.
done-mail-again = Le courriel part de nouveau.
detail-meanwhile = { $kind ->
    [statement] Ce décompte vient de changer
   *[other] Cette soumission vient de changer
  }
mails-title = Courriels
mails-none = Aucun courriel n'est parti.
mail-failed-title = Un courriel n'est pas arrivé à { $to }
mail-failed-text = « { $what } » a été refusé par le serveur de courriel.
mail-again-email = Adresse courriel
letter-mail_failed = Avis de courriel refusé
event-staff-mailed = { $what } : courriel parti
event-staff-mail_failed = { $what } : courriel refusé
event-staff-mail_again = Courriel envoyé de nouveau par { $name }
event-staff-endorse = Version { $version } recommandée par { $name }
event-staff-contract_changed = Conditions du contrat modifiées par { $name }
evidence-code-text = envoyé par courriel à { $email }, vérifié après { $tries ->
    [one] 1 essai
   *[other] { $tries } essais
  }
link-mail = Lien envoyé par courriel
qr-alt = Code QR qui ouvre le document
link-paper = Lien du code QR
act-see = { $kind ->
    [statement] Voir où en est le décompte
   *[other] Voir où en est la soumission
  }
act-email = Son adresse courriel
act-proof-hint = Courriel du 12, lettre, appel noté : ce qui montre que le client l'a dit.
act-accept-title = { $kind ->
    [statement] Marquer ce décompte accepté ?
   *[other] Marquer cette soumission acceptée ?
  }
act-reopen-consequence = { $kind ->
    [statement] Le décompte attend de nouveau la réponse de { $client }. La réponse reprise reste dans l'historique.
   *[other] La soumission attend de nouveau la réponse de { $client }. La réponse reprise reste dans l'historique.
  }
act-withdraw-title = { $kind ->
    [statement] Retirer ce décompte ?
   *[other] Retirer cette soumission ?
  }
act-withdraw-do = { $kind ->
    [statement] Retirer le décompte
   *[other] Retirer la soumission
  }
