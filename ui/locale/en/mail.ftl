## Letters by e-mail. Every `$name` is a tag that staff may use in their own wording: {name}.

mail-document-quote = quote { $number }
mail-the-document-quote = quote { $number }

# Client

mail-sent-subject = { $document } to approve: { $amount } · { $title }
mail-sent-body =
    Hello { $contact },

    { $company } has sent you { $the_document } for { $title }, amounting to { $amount }.

    { $message }

    You can read it in detail, comment on any line, and then accept, sign, put on hold or decline it online.

    { $validity }

    Kind regards,
    { $sender }
mail-sent-button = Read and answer

mail-new_version-subject = { $document }, new version { $version } to approve: { $amount } · { $title }
mail-new_version-body =
    Hello { $contact },

    { $company } has prepared version { $version } of this document for { $title }. It replaces the one before; the page shows what changed, line by line.

    { $message }

    { $validity }

    Kind regards,
    { $sender }
mail-new_version-button = See the changes and answer

mail-reminder_1-subject = Reminder: { $document } is waiting for your answer · { $title }
mail-reminder_1-body =
    Hello { $contact },

    We sent you { $the_document } for { $title }, amounting to { $amount }. Have you had time to read it?

    A question, or a line to change? Comment on the page, or simply reply to this message.

    { $validity }

    Kind regards,
    { $sender }
mail-reminder_1-button = Read and answer

mail-reminder_2-subject = Second reminder: { $document } is still waiting for your answer · { $title }
mail-reminder_2-body =
    Hello { $contact },

    Unless we are mistaken, we do not have your answer yet about { $the_document } for { $title }, amounting to { $amount }.

    Without it we can neither book our teams nor order the supplies. If you need time, put the document on hold until a date of your choice and the reminders will stop.

    { $validity }

    Regards,
    { $sender }
mail-reminder_2-button = Answer now

mail-reminder_3-subject = Last reminder: { $document } · { $title }
mail-reminder_3-body =
    Hello { $contact },

    This is our last written reminder about { $title }: { $the_document }, amounting to { $amount }, has had no answer.

    Please accept or decline it online. { $sender }, who looks after your job, is copied on this message and will call you if we hear nothing.

    { $validity }

    Regards,
    { $sender }
mail-reminder_3-button = Answer now

mail-expiring-subject = { $document }: only a few days left to answer · { $title }
mail-expiring-body =
    Hello { $contact },

    For { $title }, amounting to { $amount }: { $the_document } is valid only until { $valid_until } inclusive.

    After that day the prices are no longer guaranteed. If you need more time, ask for an extension on the page.

    Kind regards,
    { $sender }
mail-expiring-button = Read and answer

mail-receipt-subject = Your answer: { $document } { $verdict } · { $title }
mail-receipt-body =
    Hello { $contact },

    { $answer }

    This message is your receipt. The document and the answer stay available online.

    Kind regards,
    { $sender }
mail-receipt-button = See the document and the answer

mail-withdrawn-subject = { $document } withdrawn · { $title }
mail-withdrawn-body =
    Hello { $contact },

    { $company } has withdrawn { $the_document } for { $title }: it can no longer be accepted and there is nothing for you to do.

    Reason: { $reason }

    Kind regards,
    { $sender }
mail-withdrawn-button = See the document

mail-extended-subject = { $document } extended until { $valid_until } · { $title }
mail-extended-body =
    Hello { $contact },

    Good news about { $title }: { $the_document }, amounting to { $amount }, is now valid until { $valid_until } inclusive.

    Kind regards,
    { $sender }
mail-extended-button = Read and answer

mail-code-subject = { $code }: your confirmation code · { $document }
mail-code-body =
    Hello { $contact },

    Here is the code that confirms your answer about { $the_document } for { $title }:

    { $code }

    It is valid for ten minutes and works once. Give it to nobody, not even at { $company }. If you asked for nothing, ignore this message.
mail-code-button = Back to the document

mail-new_link-subject = Your link to { $document } · { $title }
mail-new_link-body =
    Hello { $contact },

    Here is the link that you asked for. It is yours alone and opens { $the_document } for { $title }.

    If you asked for nothing, ignore this message.

    Kind regards,
    { $sender }
mail-new_link-button = Open the document

mail-reopened-subject = { $document }: open for your answer again · { $title }
mail-reopened-body =
    Hello { $contact },

    The answer about { $the_document } for { $title } was taken back. The document is waiting for your decision again.

    { $validity }

    Kind regards,
    { $sender }
mail-reopened-button = Read and answer

# Staff

mail-answered-subject = { $client }: { $document } { $verdict } · { $amount } · { $title }
mail-answered-body =
    { $answer }
mail-answered-button = See the detail

mail-answer_taken_back-subject = { $client }: answer taken back, { $document } · { $title }
mail-answer_taken_back-body =
    The answer about { $the_document } for { $title } was taken back. The document is waiting for the decision of { $client } again.
mail-answer_taken_back-button = See the document

mail-call-subject = To call: { $client }, { $document } without answer · { $amount }
mail-call-body =
    { $client } has not answered in spite of the reminders: { $the_document } for { $title }, amounting to { $amount }.

    A call is the surest way. You can then note the client's answer, extend the validity or withdraw the document.

    { $validity }
mail-call-button = Open the document

mail-hold_over-subject = Hold over: { $client }, { $document } · { $title }
mail-hold_over-body =
    { $client } had put { $the_document } for { $title } on hold. The date has come: the document is waiting for an answer again, and the reminders go on.
mail-hold_over-button = Open the document

mail-extension_asked-subject = { $client } asks for more time: { $document } · { $title }
mail-extension_asked-body =
    { $asker } asks for more time for { $the_document }, { $title }.

    { $note }
mail-extension_asked-button = Extend or answer

mail-expired-subject = { $document } expired without answer · { $client } · { $amount }
mail-expired-body =
    The validity is over and { $client } has not answered about { $the_document } for { $title }. Extend it, publish a new version, or leave it.
mail-expired-button = Open the document

mail-mail_failed-subject = Address to mend: { $client } did not receive { $the_document }
mail-mail_failed-body =
    A message to { $client } was refused by their mail server: { $the_document }, { $title }.

    { $reason }

    Mend the address on the client's file, or copy the link and send it another way.
mail-mail_failed-button = Mend and send again

# Answers, in words

mail-verdict-approve = accepted
mail-verdict-sign = signed
mail-verdict-reject = declined
mail-verdict-hold = put on hold
mail-verdict-mark_accepted = accepted

mail-answer-client-approve = You have accepted { $the_document }, version { $version }, for { $title }, amounting to { $amount }. { $company } has been told and will come back to you about what follows.
mail-answer-client-sign = You have signed { $the_document }, version { $version }, for { $title }, amounting to { $amount }. { $company } has been told and will come back to you about what follows.
mail-answer-client-reject = You have declined { $the_document }, version { $version }, for { $title }. { $company } has your comments and will come back to you.
mail-answer-client-hold = You have put { $the_document }, version { $version }, for { $title }, on hold until { $hold_until }. You will receive no reminder before that day.
mail-answer-client-mark_accepted = { $company } has recorded your agreement to { $the_document }, version { $version }, for { $title }, amounting to { $amount }. If that is not right, reply to this message.
mail-answer-behalf-approve = { $name } at { $company } has recorded on your behalf that you accept { $the_document }, version { $version }, for { $title }, amounting to { $amount }. If that is not right, reply to this message.
mail-answer-behalf-reject = { $name } at { $company } has recorded on your behalf that you decline { $the_document }, version { $version }, for { $title }. If that is not right, reply to this message.
mail-answer-behalf-hold = { $name } at { $company } has put { $the_document }, version { $version }, for { $title }, on hold on your behalf until { $hold_until }. If that is not right, reply to this message.
mail-answer-staff-approve = { $name } has accepted { $the_document }, version { $version }, for { $title }, amounting to { $amount }.
mail-answer-staff-sign = { $name } has signed { $the_document }, version { $version }, for { $title }, amounting to { $amount }.
mail-answer-staff-reject = { $name } has declined { $the_document }, version { $version }, for { $title }.
mail-answer-staff-hold = { $name } has put { $the_document }, version { $version }, for { $title }, on hold until { $hold_until }. No reminder leaves before that day.
mail-answer-staff-mark_accepted = { $name } has marked { $the_document }, version { $version }, for { $title }, amounting to { $amount }, as accepted.

# Around the letter

mail-valid-until = This offer is valid until { $day } inclusive.
mail-amount = Total incl. tax
mail-valid = Valid until
mail-reference = Reference
mail-version = version { $version }
mail-job = Job
mail-link-instead = If the button does not work, copy this address:
mail-attached = The document is attached as a PDF.
mail-comment = General comment
mail-line-comments = Comments by line
mail-answered-at = On { $moment }
mail-reply = A question? Reply to this message; it goes to { $company }.
mail-why-client = This message is about a document that { $company } sent you. Nothing in it tracks you.
mail-why-staff = You receive this message because you look after this job at { $company }.

# Tags, as staff read them beside the editor

mail-tag-client = name of the client
mail-tag-contact = person to whom the letter goes
mail-tag-company = your firm
mail-tag-document = quote DEV-2026-0012
mail-tag-the_document = quote DEV-2026-0012, within a sentence
mail-tag-number = number of the document
mail-tag-version = version of the document
mail-tag-title = subject of the document
mail-tag-amount = total including tax
mail-tag-valid_until = last day of validity
mail-tag-validity = sentence about the validity, empty without one
mail-tag-public_link = link to the client's page
mail-tag-job = job or site
mail-tag-sender = whoever looks after this client
mail-tag-message = message typed when publishing
mail-tag-answer = what was answered, in a sentence
mail-tag-verdict = the answer in a word
mail-tag-hold_until = end of the hold
mail-tag-reason = reason of the withdrawal or of the failure
mail-tag-code = one-time code
mail-tag-asker = person who asks for more time
mail-tag-note = what they ask

problem-unknown-tag = “{ $tag }” is not a tag. Possible tags: { $allowed }
problem-lonely-brace = A brace without a tag: write a tag of the list, or remove the brace.
problem-code-tag-missing = This letter must contain the tag { $tag }.

mail-noted-by = { $name } (noted by { $staff })
