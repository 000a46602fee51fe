mail-document-quote = soumission n° { $number }
mail-the-document-quote = la soumission n° { $number }
mail-sent-body =
    Bonjour { $contact },

    { $company } vous adresse { $the_document } pour { $title }, d'un montant de { $amount }.

    { $message }

    Vous pouvez la lire en détail, commenter chaque ligne, puis accepter, signer, mettre en attente ou refuser en ligne.

    { $validity }

    Cordialement,
    { $sender }
mail-reminder_1-body =
    Bonjour { $contact },

    Nous vous avons adressé { $the_document } pour { $title }, d'un montant de { $amount }. Avez-vous eu le temps de la lire ?

    Une question, une ligne à revoir ? Un commentaire sur la page suffit, ou répondez simplement à ce message.

    { $validity }

    Cordialement,
    { $sender }
mail-reminder_3-body =
    Bonjour { $contact },

    C'est notre dernier rappel écrit au sujet de { $title } : { $the_document }, d'un montant de { $amount }, reste sans réponse.

    Merci de l'accepter ou de la refuser en ligne. Votre interlocuteur, { $sender }, est en copie de ce message et vous appellera si nous restons sans nouvelles.

    { $validity }

    Cordialement,
    { $sender }
mail-withdrawn-subject = { $document } retirée · { $title }
mail-withdrawn-body =
    Bonjour { $contact },

    { $company } a retiré { $the_document } pour { $title } : elle ne peut plus être acceptée et vous n'avez rien à faire.

    Motif : { $reason }

    Cordialement,
    { $sender }
mail-extended-subject = { $document } prolongée jusqu'au { $valid_until } · { $title }
mail-expired-subject = { $document } expirée sans réponse · { $client } · { $amount }
mail-expired-body =
    La validité est passée et { $client } n'a pas répondu sur { $the_document } pour { $title }. Prolongez-la, publiez une nouvelle version ou classez-la.
mail-verdict-approve = acceptée
mail-verdict-sign = signée
mail-verdict-reject = refusée
mail-verdict-hold = mise en attente
mail-verdict-mark_accepted = acceptée
mail-answer-staff-mark_accepted = { $name } a marqué comme acceptée { $the_document }, version { $version }, pour { $title }, d'un montant de { $amount }.
mail-amount = Total, taxes comprises
mail-tag-document = soumission n° DEV-2026-0012
mail-tag-the_document = la soumission n° DEV-2026-0012
mail-tag-amount = montant, taxes comprises
