mail-document-quote = soumission n° { $number }
mail-the-document-quote = la soumission n° { $number }
mail-document-statement = décompte n° { $ordinal }
mail-the-document-statement = le décompte progressif n° { $ordinal }
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
mail-tag-document = soumission n° DEV-2026-0012, décompte n° 3
mail-tag-the_document = la soumission n° DEV-2026-0012, le décompte progressif n° 3
mail-tag-amount = montant d'une soumission, taxes comprises, ou net à payer d'un décompte
mail-statement-verdict-approve = approuvé
mail-statement-verdict-approve_in_part = approuvé en partie
mail-statement-verdict-endorse = recommandé
mail-statement-verdict-endorse_in_part = recommandé en partie
mail-statement-verdict-reject = refusé
mail-statement-verdict-mark_accepted = approuvé
mail-statement-verdict-deem = approuvé tacitement
mail-statement-answer-client-endorse = Vous avez recommandé { $the_document }, version { $version }, pour { $title } : { $sum }. { $company } est prévenue.
mail-statement-answer-client-deem = Faute de réponse dans le délai que prévoit le contrat, l'approbation est réputée acquise pour { $title } : { $the_document }, version { $version }, { $sum }.
mail-statement-answer-behalf-endorse = { $name }, chez { $company }, a enregistré pour vous la recommandation de { $title } : { $the_document }, version { $version }, { $sum }. Si ce n'est pas exact, répondez à ce message.
mail-statement-answer-other-endorse = { $name } a recommandé { $the_document }, version { $version }, pour { $title } : { $sum }. { $company } est prévenue.
mail-statement-answer-staff-endorse = { $name } a recommandé { $the_document }, version { $version }, pour { $title } : { $sum }.
mail-due-silence = Merci de répondre au plus tard le { $day }. Passé ce jour, votre silence vaudra approbation, comme le prévoit le contrat.
mail-amends = Avenant au contrat
mail-admitted-line = Demandé { $claimed }, admis { $admitted }, écart { $difference } avant taxes
