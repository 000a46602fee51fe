## Letters by e-mail. Every `$name` is a tag that staff may use in their own wording: {name}.

mail-document-quote = devis n° { $number }
mail-the-document-quote = le devis n° { $number }

# Client

mail-sent-subject = { $document } à valider : { $amount } · { $title }
mail-sent-body =
    Bonjour { $contact },

    { $company } vous adresse { $the_document } pour { $title }, d'un montant de { $amount }.

    { $message }

    Vous pouvez le lire en détail, commenter chaque ligne, puis accepter, signer, mettre en attente ou refuser en ligne.

    { $validity }

    Bien à vous,
    { $sender }
mail-sent-button = Consulter et répondre

mail-new_version-subject = { $document }, nouvelle version { $version } à valider : { $amount } · { $title }
mail-new_version-body =
    Bonjour { $contact },

    { $company } a préparé la version { $version } de ce document pour { $title }. Elle remplace la précédente ; la page en ligne montre ce qui a changé, ligne par ligne.

    { $message }

    { $validity }

    Bien à vous,
    { $sender }
mail-new_version-button = Voir les changements et répondre

mail-reminder_1-subject = Rappel : { $document } attend votre réponse · { $title }
mail-reminder_1-body =
    Bonjour { $contact },

    Nous vous avons adressé { $the_document } pour { $title }, d'un montant de { $amount }. Avez-vous eu le temps de le lire ?

    Une question, une ligne à revoir ? Un commentaire sur la page suffit, ou répondez simplement à ce message.

    { $validity }

    Bien à vous,
    { $sender }
mail-reminder_1-button = Consulter et répondre

mail-reminder_2-subject = Deuxième rappel : { $document } attend toujours votre réponse · { $title }
mail-reminder_2-body =
    Bonjour { $contact },

    Sauf erreur de notre part, nous n'avons pas encore votre réponse sur { $the_document } pour { $title }, d'un montant de { $amount }.

    Sans elle, nous ne pouvons ni réserver nos équipes ni commander les fournitures. S'il vous faut du temps, mettez le document en attente jusqu'à la date de votre choix : les rappels s'arrêteront.

    { $validity }

    Cordialement,
    { $sender }
mail-reminder_2-button = Répondre maintenant

mail-reminder_3-subject = Dernier rappel : { $document } · { $title }
mail-reminder_3-body =
    Bonjour { $contact },

    C'est notre dernier rappel écrit au sujet de { $title } : { $the_document }, d'un montant de { $amount }, reste sans réponse.

    Merci de l'accepter ou de le refuser en ligne. Votre interlocuteur, { $sender }, est en copie de ce message et vous appellera si nous restons sans nouvelles.

    { $validity }

    Cordialement,
    { $sender }
mail-reminder_3-button = Répondre maintenant

mail-expiring-subject = { $document } : plus que quelques jours pour répondre · { $title }
mail-expiring-body =
    Bonjour { $contact },

    { $the_document } pour { $title }, d'un montant de { $amount }, n'est plus valable que jusqu'au { $valid_until } inclus.

    Passé ce jour, les prix ne sont plus garantis. S'il vous faut plus de temps, demandez une prolongation sur la page.

    Bien à vous,
    { $sender }
mail-expiring-button = Consulter et répondre

mail-receipt-subject = Votre réponse : { $document } { $verdict } · { $title }
mail-receipt-body =
    Bonjour { $contact },

    { $answer }

    Ce message est votre accusé de réception. Le document et votre réponse restent consultables en ligne.

    Bien à vous,
    { $sender }
mail-receipt-button = Revoir le document et la réponse

mail-withdrawn-subject = { $document } retiré · { $title }
mail-withdrawn-body =
    Bonjour { $contact },

    { $company } a retiré { $the_document } pour { $title } : il ne peut plus être accepté et vous n'avez rien à faire.

    Motif : { $reason }

    Bien à vous,
    { $sender }
mail-withdrawn-button = Voir le document

mail-extended-subject = { $document } prolongé jusqu'au { $valid_until } · { $title }
mail-extended-body =
    Bonjour { $contact },

    Bonne nouvelle : { $the_document } pour { $title }, d'un montant de { $amount }, est maintenant valable jusqu'au { $valid_until } inclus.

    Bien à vous,
    { $sender }
mail-extended-button = Consulter et répondre

mail-code-subject = { $code } : votre code de confirmation · { $document }
mail-code-body =
    Bonjour { $contact },

    Voici le code à saisir pour confirmer votre réponse sur { $the_document } pour { $title } :

    { $code }

    Il est valable dix minutes et ne sert qu'une fois. Ne le transmettez à personne, même chez { $company }. Si vous n'avez rien demandé, ignorez ce message.
mail-code-button = Revenir au document

mail-new_link-subject = Votre lien vers : { $document } · { $title }
mail-new_link-body =
    Bonjour { $contact },

    Voici le lien que vous avez demandé. Il vous est personnel et ouvre { $the_document } pour { $title }.

    Si vous n'avez rien demandé, ignorez ce message.

    Bien à vous,
    { $sender }
mail-new_link-button = Ouvrir le document

mail-reopened-subject = { $document } : de nouveau ouvert à la réponse · { $title }
mail-reopened-body =
    Bonjour { $contact },

    La réponse donnée sur { $the_document } pour { $title } a été annulée. Le document attend de nouveau votre décision.

    { $validity }

    Bien à vous,
    { $sender }
mail-reopened-button = Consulter et répondre

# Staff

mail-answered-subject = { $client } : { $document } { $verdict } · { $amount } · { $title }
mail-answered-body =
    { $answer }
mail-answered-button = Voir le détail

mail-answer_taken_back-subject = { $client } : réponse annulée, { $document } · { $title }
mail-answer_taken_back-body =
    La réponse donnée sur { $the_document } pour { $title } a été annulée. Le document attend de nouveau la décision de { $client }.
mail-answer_taken_back-button = Voir le document

mail-call-subject = À appeler : { $client }, { $document } sans réponse · { $amount }
mail-call-body =
    { $client } n'a pas répondu malgré les rappels : { $the_document } pour { $title }, d'un montant de { $amount }.

    Un appel est le plus sûr. Vous pourrez ensuite noter la réponse pour le client, prolonger, ou retirer le document.

    { $validity }
mail-call-button = Ouvrir le document

mail-hold_over-subject = Fin de l'attente : { $client }, { $document } · { $title }
mail-hold_over-body =
    { $client } avait mis en attente { $the_document } pour { $title }. La date choisie est arrivée : le document attend de nouveau une réponse et les rappels reprennent.
mail-hold_over-button = Ouvrir le document

mail-extension_asked-subject = { $client } demande une prolongation : { $document } · { $title }
mail-extension_asked-body =
    { $asker } demande plus de temps pour { $the_document }, { $title }.

    { $note }
mail-extension_asked-button = Prolonger ou répondre

mail-expired-subject = { $document } expiré sans réponse · { $client } · { $amount }
mail-expired-body =
    La validité est passée et { $client } n'a pas répondu sur { $the_document } pour { $title }. Prolongez-le, publiez une nouvelle version ou classez-le.
mail-expired-button = Ouvrir le document

mail-mail_failed-subject = Adresse à corriger : { $client } n'a pas reçu { $the_document }
mail-mail_failed-body =
    Un message pour { $client } a été refusé par son serveur de messagerie : { $the_document }, { $title }.

    { $reason }

    Corrigez l'adresse sur la fiche du client, ou copiez le lien et envoyez-le autrement.
mail-mail_failed-button = Corriger et renvoyer

# Answers, in words

mail-verdict-approve = accepté
mail-verdict-sign = signé
mail-verdict-reject = refusé
mail-verdict-hold = mis en attente
mail-verdict-mark_accepted = accepté

mail-answer-client-approve = Vous avez accepté { $the_document }, version { $version }, pour { $title }, d'un montant de { $amount }. { $company } est prévenue et revient vers vous pour la suite.
mail-answer-client-sign = Vous avez signé { $the_document }, version { $version }, pour { $title }, d'un montant de { $amount }. { $company } est prévenue et revient vers vous pour la suite.
mail-answer-client-reject = Vous avez refusé { $the_document }, version { $version }, pour { $title }. { $company } a reçu vos commentaires et reviendra vers vous.
mail-answer-client-hold = Vous avez mis en attente { $the_document }, version { $version }, pour { $title }, jusqu'au { $hold_until }. Vous ne recevrez pas de rappel avant cette date.
mail-answer-client-mark_accepted = { $company } a enregistré votre accord sur { $the_document }, version { $version }, pour { $title }, d'un montant de { $amount }. Si ce n'est pas exact, répondez à ce message.
mail-answer-behalf-approve = { $name }, chez { $company }, a enregistré pour vous l'acceptation de { $title } : { $the_document }, version { $version }, d'un montant de { $amount }. Si ce n'est pas exact, répondez à ce message.
mail-answer-behalf-reject = { $name }, chez { $company }, a enregistré pour vous le refus de { $title } : { $the_document }, version { $version }. Si ce n'est pas exact, répondez à ce message.
mail-answer-behalf-hold = { $name }, chez { $company }, a enregistré pour vous la mise en attente de { $title } : { $the_document }, version { $version }, jusqu'au { $hold_until }. Si ce n'est pas exact, répondez à ce message.
mail-answer-staff-approve = { $name } a accepté { $the_document }, version { $version }, pour { $title }, d'un montant de { $amount }.
mail-answer-staff-sign = { $name } a signé { $the_document }, version { $version }, pour { $title }, d'un montant de { $amount }.
mail-answer-staff-reject = { $name } a refusé { $the_document }, version { $version }, pour { $title }.
mail-answer-staff-hold = { $name } a mis en attente { $the_document }, version { $version }, pour { $title }, jusqu'au { $hold_until }. Les rappels s'arrêtent d'ici là.
mail-answer-staff-mark_accepted = { $name } a marqué comme accepté { $the_document }, version { $version }, pour { $title }, d'un montant de { $amount }.

# Around the letter

mail-valid-until = Cette offre est valable jusqu'au { $day } inclus.
mail-amount = Montant TTC
mail-valid = Valable jusqu'au
mail-reference = Référence
mail-version = version { $version }
mail-job = Dossier
mail-link-instead = Si le bouton ne fonctionne pas, copiez cette adresse :
mail-attached = Le document est joint en PDF.
mail-comment = Commentaire général
mail-line-comments = Commentaires par ligne
mail-answered-at = Le { $moment }
mail-reply = Une question ? Répondez à ce message, il arrive chez { $company }.
mail-why-client = Ce message concerne un document que { $company } vous a adressé. Il ne contient aucun traceur.
mail-why-staff = Vous recevez ce message parce que vous suivez ce dossier chez { $company }.

# Tags, as staff read them beside the editor

mail-tag-client = nom du client
mail-tag-contact = personne à qui la lettre s'adresse
mail-tag-company = votre entreprise
mail-tag-document = devis n° DEV-2026-0012
mail-tag-the_document = le devis n° DEV-2026-0012
mail-tag-number = numéro du document
mail-tag-version = version du document
mail-tag-title = objet du document
mail-tag-amount = montant TTC
mail-tag-valid_until = dernier jour de validité
mail-tag-validity = phrase sur la validité, vide s'il n'y en a pas
mail-tag-public_link = lien vers la page du client
mail-tag-job = dossier ou chantier
mail-tag-sender = votre interlocuteur pour ce client
mail-tag-message = message saisi à la publication
mail-tag-answer = ce qui a été répondu, en une phrase
mail-tag-verdict = la réponse en un mot
mail-tag-hold_until = fin de la mise en attente
mail-tag-reason = motif du retrait ou de l'échec
mail-tag-code = code à usage unique
mail-tag-asker = personne qui demande une prolongation
mail-tag-note = sa demande

problem-unknown-tag = « { $tag } » n'est pas une balise. Balises possibles : { $allowed }
problem-lonely-brace = Une accolade sans balise : écrivez une balise de la liste, ou enlevez l'accolade.
problem-code-tag-missing = Cette lettre doit contenir la balise { $tag }.

mail-noted-by = { $name } (noté par { $staff })
