## Letters by e-mail. Every `$name` is a tag that staff may use in their own wording: {name}.

mail-document-quote = devis n° { $number }
mail-the-document-quote = le devis n° { $number }
mail-document-statement = situation n° { $ordinal }
mail-the-document-statement = la situation de travaux n° { $ordinal }

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

    { $next }

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

    { $next }
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

# Statements: where they are not spoken of like quotes

mail-statement-sent-body =
    Bonjour { $contact },

    { $company } vous adresse { $the_document } pour { $title } : net à payer { $amount }.

    { $message }

    Vous pouvez vérifier chaque ligne, commenter, admettre moins que ce qui est demandé, puis approuver ou refuser en ligne.

    Bien à vous,
    { $sender }

mail-turn-subject = { $document } à valider : { $amount } · { $title }
mail-turn-body =
    Bonjour { $contact },

    { $company } vous adresse { $the_document } pour { $title } : net à payer { $amount }.

    { $turn }

    { $visas }

    { $message }

    Vous pouvez vérifier chaque ligne, commenter, admettre moins que ce qui est demandé, puis approuver ou refuser en ligne.

    { $deadline }

    Bien à vous,
    { $sender }
mail-turn-button = Vérifier et répondre

mail-statement-reminder_1-body =
    Bonjour { $contact },

    Nous vous avons adressé { $the_document } pour { $title } : net à payer { $amount }. Avez-vous eu le temps de vérifier les avancements ?

    Une question, une ligne à revoir ? Un commentaire sur la page suffit, ou répondez simplement à ce message.

    { $deadline }

    Bien à vous,
    { $sender }

mail-statement-reminder_2-body =
    Bonjour { $contact },

    Sauf erreur de notre part, nous n'avons pas encore votre réponse sur { $the_document } pour { $title } : net à payer { $amount }.

    Sans elle, nous ne pouvons pas facturer les travaux faits. Si une ligne vous paraît trop avancée, admettez-en moins et approuvez le reste.

    { $deadline }

    Cordialement,
    { $sender }

mail-statement-reminder_3-body =
    Bonjour { $contact },

    C'est notre dernier rappel écrit au sujet de { $title } : { $the_document }, net à payer { $amount }, reste sans réponse.

    Merci d'approuver, d'admettre moins sur les lignes contestées, ou de refuser en ligne. Votre interlocuteur, { $sender }, est en copie de ce message et vous appellera si nous restons sans nouvelles.

    { $deadline }

    Cordialement,
    { $sender }

mail-turn_late-subject = Délai dépassé : { $document } attend votre réponse · { $title }
mail-turn_late-body =
    Bonjour { $contact },

    Nous n'avons pas encore votre réponse sur { $the_document } pour { $title } : net à payer { $amount }.

    { $deadline }

    { $turn }

    Si une ligne vous paraît trop avancée, admettez-en moins et approuvez le reste. Une question ? Répondez simplement à ce message.

    Cordialement,
    { $sender }
mail-turn_late-button = Répondre maintenant

mail-statement-receipt-subject = Réponse enregistrée : { $document } { $verdict } · { $title }

mail-deemed-subject = Approbation tacite : { $document }, { $amount } · { $title }
mail-deemed-body =
    Bonjour { $contact },

    { $answer }

    { $next }

    Si ce n'est pas exact, répondez à ce message.

    Bien à vous,
    { $sender }
mail-deemed-button = Voir le document

mail-admitted_taken-subject = { $document } : { $amount } admis · { $title }
mail-admitted_taken-body =
    Bonjour { $contact },

    { $company } prend acte de ce qui a été admis sur { $the_document } pour { $title } : net à payer { $amount }, au lieu de { $claimed } demandés.

    Les lignes contestées restent ouvertes et pourront être reprises plus tard. Vous n'avez rien à faire.

    Bien à vous,
    { $sender }
mail-admitted_taken-button = Voir le document

mail-statement-withdrawn-subject = Retrait : { $document } · { $title }
mail-statement-withdrawn-body =
    Bonjour { $contact },

    { $company } a retiré { $the_document } pour { $title }. Vous n'avez rien à faire.

    Motif : { $reason }

    Bien à vous,
    { $sender }

mail-statement-reopened-body =
    Bonjour { $contact },

    La réponse donnée sur { $the_document } pour { $title } a été annulée : ce document attend de nouveau une décision.

    { $next }

    Bien à vous,
    { $sender }

mail-statement-answered-subject = { $who } : { $document } { $verdict } · { $amount } · { $title }

mail-statement-answer_taken_back-body =
    La réponse donnée sur { $the_document } pour { $title } a été annulée : ce document attend de nouveau une décision.

    { $next }

mail-statement-call-subject = À appeler : { $who }, { $document } sans réponse · { $amount }
mail-statement-call-body =
    { $who } n'a pas répondu malgré les rappels : { $the_document } pour { $title }, net à payer { $amount }.

    Un appel est le plus sûr. Vous pourrez ensuite noter la réponse, confier le tour à quelqu'un d'autre, ou retirer le document.

mail-deadline-subject = Délai dépassé : { $who }, { $document } · { $title }
mail-deadline-body =
    { $lapse }

    { $answer }

    { $next }
mail-deadline-button = Ouvrir le document

mail-statement-mail_failed-subject = Adresse à corriger : { $who } n'a pas reçu { $the_document }
mail-statement-mail_failed-body =
    Un message pour { $who } a été refusé par son serveur de messagerie : { $the_document }, { $title }.

    { $reason }

    Corrigez l'adresse, ou copiez le lien et envoyez-le autrement.

# What the chain of approvers adds

mail-turn = C'est à vous de répondre, à l'étape « { $step } ».
mail-turn-instead = C'est à vous de répondre, à l'étape « { $step } », à la place de { $instead_of }.
mail-visa-whole = { $name } a approuvé { $amount } le { $day } (étape « { $step } »).
mail-visa-less = { $name } a approuvé { $amount } le { $day }, au lieu de { $claimed } demandés (étape « { $step } »).
mail-visa-silent = Étape « { $step } » : approbation tacite le { $day }, faute de réponse dans le délai.
mail-due-day = Merci de répondre au plus tard le { $day }.
mail-due-silence = Merci de répondre au plus tard le { $day }. Passé ce jour, votre silence vaudra approbation, comme le prévoit le marché.
mail-due-passed = Votre réponse était attendue au plus tard le { $day }.
mail-lapse-remind = { $the_document } pour { $title }, étape « { $step } » : { $who } devait répondre et ne l'a pas fait. Un rappel vient de partir.
mail-lapse-escalate = { $the_document } pour { $title }, étape « { $step } » : { $who } devait répondre et ne l'a pas fait. Une demande vient de partir à { $asked_too }, qui peut répondre aussi.
mail-lapse-deem = { $the_document } pour { $title }, étape « { $step } » : { $who } n'a pas répondu dans le délai. Comme le prévoit le circuit de validation, ce silence vaut approbation.
mail-next-awaited = Réponse maintenant attendue : { $awaited }.
mail-next-in-part = { $company } prend acte de ce montant ou vous adresse une nouvelle version.
mail-next-staff = À vous maintenant : prenez acte de ce qui a été admis, ou corrigez et publiez une nouvelle version.

# Answers, in words

mail-verdict-approve = accepté
mail-verdict-sign = signé
mail-verdict-reject = refusé
mail-verdict-hold = mis en attente
mail-verdict-mark_accepted = accepté

mail-statement-verdict-approve = approuvée
mail-statement-verdict-approve_in_part = approuvée en partie
mail-statement-verdict-endorse = visée
mail-statement-verdict-endorse_in_part = visée avec réserves
mail-statement-verdict-reject = refusée
mail-statement-verdict-mark_accepted = approuvée
mail-statement-verdict-deem = approuvée tacitement

mail-answer-client-approve = Vous avez accepté { $the_document }, version { $version }, pour { $title }, d'un montant de { $amount }. { $company } est prévenue et revient vers vous pour la suite.
mail-answer-client-sign = Vous avez signé { $the_document }, version { $version }, pour { $title }, d'un montant de { $amount }. { $company } est prévenue et revient vers vous pour la suite.
mail-answer-client-reject = Vous avez refusé { $the_document }, version { $version }, pour { $title }. { $company } a reçu vos commentaires et reviendra vers vous.
mail-answer-client-hold = Vous avez mis en attente { $the_document }, version { $version }, pour { $title }, jusqu'au { $hold_until }. Vous ne recevrez pas de rappel avant cette date.
mail-answer-client-mark_accepted = { $company } a enregistré votre accord sur { $the_document }, version { $version }, pour { $title }, d'un montant de { $amount }. Si ce n'est pas exact, répondez à ce message.
mail-answer-behalf-approve = { $name }, chez { $company }, a enregistré pour vous l'acceptation de { $title } : { $the_document }, version { $version }, d'un montant de { $amount }. Si ce n'est pas exact, répondez à ce message.
mail-answer-behalf-reject = { $name }, chez { $company }, a enregistré pour vous le refus de { $title } : { $the_document }, version { $version }. Si ce n'est pas exact, répondez à ce message.
mail-answer-behalf-hold = { $name }, chez { $company }, a enregistré pour vous la mise en attente de { $title } : { $the_document }, version { $version }, jusqu'au { $hold_until }. Si ce n'est pas exact, répondez à ce message.
mail-answer-other-approve = { $name } a accepté { $the_document }, version { $version }, pour { $title }, d'un montant de { $amount }. { $company } est prévenue. Si ce n'est pas exact, répondez à ce message.
mail-answer-other-sign = { $name } a signé { $the_document }, version { $version }, pour { $title }, d'un montant de { $amount }. { $company } est prévenue. Si ce n'est pas exact, répondez à ce message.
mail-answer-other-reject = { $name } a refusé { $the_document }, version { $version }, pour { $title }. { $company } est prévenue. Si ce n'est pas exact, répondez à ce message.
mail-answer-other-hold = { $name } a mis en attente { $the_document }, version { $version }, pour { $title }, jusqu'au { $hold_until }. Si ce n'est pas exact, répondez à ce message.
mail-answer-staff-approve = { $name } a accepté { $the_document }, version { $version }, pour { $title }, d'un montant de { $amount }.
mail-answer-staff-sign = { $name } a signé { $the_document }, version { $version }, pour { $title }, d'un montant de { $amount }.
mail-answer-staff-reject = { $name } a refusé { $the_document }, version { $version }, pour { $title }.
mail-answer-staff-hold = { $name } a mis en attente { $the_document }, version { $version }, pour { $title }, jusqu'au { $hold_until }. Les rappels s'arrêtent d'ici là.
mail-answer-staff-mark_accepted = { $name } a marqué comme accepté { $the_document }, version { $version }, pour { $title }, d'un montant de { $amount }.

mail-sum = net à payer { $amount }
mail-sum-less = net à payer { $amount }, au lieu de { $claimed } demandés
mail-statement-answer-client-approve = Vous avez approuvé { $the_document }, version { $version }, pour { $title } : { $sum }. { $company } est prévenue.
mail-statement-answer-client-endorse = Vous avez donné votre visa sur { $the_document }, version { $version }, pour { $title } : { $sum }. { $company } est prévenue.
mail-statement-answer-client-reject = Vous avez refusé { $the_document }, version { $version }, pour { $title }. { $company } a reçu vos commentaires et reviendra vers vous.
mail-statement-answer-client-mark_accepted = { $company } a enregistré l'accord donné sur { $the_document }, version { $version }, pour { $title } : { $sum }. Si ce n'est pas exact, répondez à ce message.
mail-statement-answer-client-deem = Faute de réponse dans le délai que prévoit le marché, l'approbation est réputée acquise pour { $title } : { $the_document }, version { $version }, { $sum }.
mail-statement-answer-behalf-approve = { $name }, chez { $company }, a enregistré pour vous l'approbation de { $title } : { $the_document }, version { $version }, { $sum }. Si ce n'est pas exact, répondez à ce message.
mail-statement-answer-behalf-endorse = { $name }, chez { $company }, a enregistré pour vous le visa de { $title } : { $the_document }, version { $version }, { $sum }. Si ce n'est pas exact, répondez à ce message.
mail-statement-answer-behalf-reject = { $name }, chez { $company }, a enregistré pour vous le refus de { $title } : { $the_document }, version { $version }. Si ce n'est pas exact, répondez à ce message.
mail-statement-answer-other-approve = { $name } a approuvé { $the_document }, version { $version }, pour { $title } : { $sum }. { $company } est prévenue.
mail-statement-answer-other-endorse = { $name } a donné son visa sur { $the_document }, version { $version }, pour { $title } : { $sum }. { $company } est prévenue.
mail-statement-answer-other-reject = { $name } a refusé { $the_document }, version { $version }, pour { $title }. { $company } est prévenue et reviendra vers vous.
mail-statement-answer-staff-approve = { $name } a approuvé { $the_document }, version { $version }, pour { $title } : { $sum }.
mail-statement-answer-staff-endorse = { $name } a donné son visa sur { $the_document }, version { $version }, pour { $title } : { $sum }.
mail-statement-answer-staff-reject = { $name } a refusé { $the_document }, version { $version }, pour { $title }.
mail-statement-answer-staff-mark_accepted = { $name } a noté l'accord sur { $the_document }, version { $version }, pour { $title } : { $sum }.
mail-statement-answer-staff-deem = L'approbation est ainsi réputée acquise : { $sum }.

# Around the letter

mail-valid-until = Cette offre est valable jusqu'au { $day } inclus.
mail-amount = Montant TTC
mail-statement-amount = Net à payer
mail-claimed = Demandé
mail-due = Réponse attendue
mail-period = Période
mail-amends = Avenant au marché
mail-admitted = Admis en partie
mail-admitted-line = Demandé { $claimed }, admis { $admitted }, écart { $difference } HT
mail-admitted-more = { $count ->
    [one] Et une autre ligne, sur la page.
   *[other] Et { $count } autres lignes, sur la page.
  }
mail-valid = Valable jusqu'au
mail-reference = Référence
mail-numbered = { $document }, version { $version }
mail-statement-numbered = { $document } ({ $number }), version { $version }
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
mail-tag-document = devis n° DEV-2026-0012, situation n° 3
mail-tag-the_document = le devis n° DEV-2026-0012, la situation de travaux n° 3
mail-tag-number = numéro du document
mail-tag-version = version du document
mail-tag-title = objet du document
mail-tag-amount = montant TTC d'un devis, net à payer d'une situation
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
mail-tag-claimed = montant demandé, avant ce qui a été admis en moins
mail-tag-who = personne dont il s'agit : qui a répondu, est en retard ou est attendu
mail-tag-step = étape du circuit de validation
mail-tag-turn = phrase qui dit à qui c'est le tour, et à la place de qui
mail-tag-visas = ce qui a été approuvé avant, et pour combien
mail-tag-deadline = phrase sur le délai de réponse et sur ce que vaut le silence
mail-tag-lapse = ce qui s'est passé au terme du délai
mail-tag-next = ce qui vient ensuite : qui est attendu, ou ce que l'équipe doit faire

problem-unknown-tag = « { $tag } » n'est pas une balise. Balises possibles : { $allowed }
problem-lonely-brace = Une accolade sans balise : écrivez une balise de la liste, ou enlevez l'accolade.
problem-code-tag-missing = Cette lettre doit contenir la balise { $tag }.

mail-noted-by = { $name } (noté par { $staff })
