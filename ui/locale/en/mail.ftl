## Letters by e-mail. Every `$name` is a tag that staff may use in their own wording: {name}.

mail-document-quote = quote { $number }
mail-the-document-quote = quote { $number }
mail-document-statement = progress statement no. { $ordinal }
mail-the-document-statement = progress statement no. { $ordinal }

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

    { $next }

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

    { $next }
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

# Statements: where they are not spoken of like quotes

mail-statement-sent-body =
    Hello { $contact },

    { $company } has sent you { $the_document } for { $title }: net to pay { $amount }.

    { $message }

    You can check every line, comment, admit less than is claimed, and then approve or decline it online.

    Kind regards,
    { $sender }

mail-turn-subject = { $document } to approve: { $amount } · { $title }
mail-turn-body =
    Hello { $contact },

    { $company } has sent you { $the_document } for { $title }: net to pay { $amount }.

    { $turn }

    { $visas }

    { $message }

    You can check every line, comment, admit less than is claimed, and then approve or decline it online.

    { $deadline }

    Kind regards,
    { $sender }
mail-turn-button = Check and answer

mail-statement-reminder_1-body =
    Hello { $contact },

    We sent you { $the_document } for { $title }: net to pay { $amount }. Have you had time to check the progress?

    A question, or a line to change? Comment on the page, or simply reply to this message.

    { $deadline }

    Kind regards,
    { $sender }

mail-statement-reminder_2-body =
    Hello { $contact },

    Unless we are mistaken, we do not have your answer yet about { $the_document } for { $title }: net to pay { $amount }.

    Without it we cannot invoice the works that are done. If a line seems too far ahead to you, admit less of it and approve the rest.

    { $deadline }

    Regards,
    { $sender }

mail-statement-reminder_3-body =
    Hello { $contact },

    This is our last written reminder about { $title }: { $the_document }, net to pay { $amount }, has had no answer.

    Please approve it, admit less on the lines that you dispute, or decline it online. { $sender }, who looks after your job, is copied on this message and will call you if we hear nothing.

    { $deadline }

    Regards,
    { $sender }

mail-turn_late-subject = Deadline passed: { $document } is waiting for your answer · { $title }
mail-turn_late-body =
    Hello { $contact },

    We do not have your answer yet about { $the_document } for { $title }: net to pay { $amount }.

    { $deadline }

    { $turn }

    If a line seems too far ahead to you, admit less of it and approve the rest. A question? Simply reply to this message.

    Regards,
    { $sender }
mail-turn_late-button = Answer now

mail-statement-receipt-subject = Answer recorded: { $document } { $verdict } · { $title }

mail-deemed-subject = Approved by silence: { $document }, { $amount } · { $title }
mail-deemed-body =
    Hello { $contact },

    { $answer }

    { $next }

    If that is not right, reply to this message.

    Kind regards,
    { $sender }
mail-deemed-button = See the document

mail-admitted_taken-subject = { $document }: { $amount } admitted · { $title }
mail-admitted_taken-body =
    Hello { $contact },

    { $company } takes what was admitted of { $the_document } for { $title }: net to pay { $amount }, of { $claimed } claimed.

    The disputed lines stay open and can be claimed again later. There is nothing for you to do.

    Kind regards,
    { $sender }
mail-admitted_taken-button = See the document

mail-statement-withdrawn-subject = Withdrawn: { $document } · { $title }
mail-statement-withdrawn-body =
    Hello { $contact },

    { $company } has withdrawn { $the_document } for { $title }. There is nothing for you to do.

    Reason: { $reason }

    Kind regards,
    { $sender }

mail-statement-reopened-body =
    Hello { $contact },

    The answer about { $the_document } for { $title } was taken back: the document is waiting for a decision again.

    { $next }

    Kind regards,
    { $sender }

mail-statement-answered-subject = { $who }: { $document } { $verdict } · { $amount } · { $title }

mail-statement-answer_taken_back-body =
    The answer about { $the_document } for { $title } was taken back: the document is waiting for a decision again.

    { $next }

mail-statement-call-subject = To call: { $who }, { $document } without answer · { $amount }
mail-statement-call-body =
    { $who } has not answered in spite of the reminders: { $the_document } for { $title }, net to pay { $amount }.

    A call is the surest way. You can then note the answer, hand the turn to somebody else or withdraw the document.

mail-deadline-subject = Deadline passed: { $who }, { $document } · { $title }
mail-deadline-body =
    { $lapse }

    { $answer }

    { $next }
mail-deadline-button = Open the document

mail-statement-mail_failed-subject = Address to mend: { $who } did not receive { $the_document }
mail-statement-mail_failed-body =
    A message to { $who } was refused by their mail server: { $the_document }, { $title }.

    { $reason }

    Mend the address, or copy the link and send it another way.

# What the chain of approvers adds

mail-turn = It is your turn to answer, at the step “{ $step }”.
mail-turn-instead = It is your turn to answer, at the step “{ $step }”, in place of { $instead_of }.
mail-visa-whole = { $name } approved { $amount } on { $day } (step “{ $step }”).
mail-visa-less = { $name } approved { $amount } on { $day }, of { $claimed } claimed (step “{ $step }”).
mail-visa-silent = Step “{ $step }”: approved by silence on { $day }, as nobody answered in time.
mail-due-day = Please answer by { $day }.
mail-due-silence = Please answer by { $day }. After that day your silence will count as approval, as the contract says.
mail-due-passed = Your answer was due by { $day }.
mail-lapse-remind = { $the_document } for { $title }, step “{ $step }”: { $who } was to answer and has not. A reminder has just left.
mail-lapse-escalate = { $the_document } for { $title }, step “{ $step }”: { $who } was to answer and has not. { $asked_too } has just been asked and can answer too.
mail-lapse-deem = { $the_document } for { $title }, step “{ $step }”: { $who } did not answer in time. As the chain of approvers says, this silence counts as approval.
mail-next-awaited = Now awaited: the answer of { $awaited }.
mail-next-in-part = { $company } will take this amount as it is or send you a new version.
mail-next-staff = Your turn: take what was admitted as it is, or correct and publish a new version.

# Answers, in words

mail-verdict-approve = accepted
mail-verdict-sign = signed
mail-verdict-reject = declined
mail-verdict-hold = put on hold
mail-verdict-mark_accepted = accepted

mail-statement-verdict-approve = approved
mail-statement-verdict-approve_in_part = approved in part
mail-statement-verdict-endorse = endorsed
mail-statement-verdict-endorse_in_part = endorsed in part
mail-statement-verdict-reject = declined
mail-statement-verdict-mark_accepted = approved
mail-statement-verdict-deem = approved by silence

mail-answer-client-approve = You have accepted { $the_document }, version { $version }, for { $title }, amounting to { $amount }. { $company } has been told and will come back to you about what follows.
mail-answer-client-sign = You have signed { $the_document }, version { $version }, for { $title }, amounting to { $amount }. { $company } has been told and will come back to you about what follows.
mail-answer-client-reject = You have declined { $the_document }, version { $version }, for { $title }. { $company } has your comments and will come back to you.
mail-answer-client-hold = You have put { $the_document }, version { $version }, for { $title }, on hold until { $hold_until }. You will receive no reminder before that day.
mail-answer-client-mark_accepted = { $company } has recorded your agreement to { $the_document }, version { $version }, for { $title }, amounting to { $amount }. If that is not right, reply to this message.
mail-answer-behalf-approve = { $name } at { $company } has recorded on your behalf that you accept { $the_document }, version { $version }, for { $title }, amounting to { $amount }. If that is not right, reply to this message.
mail-answer-behalf-reject = { $name } at { $company } has recorded on your behalf that you decline { $the_document }, version { $version }, for { $title }. If that is not right, reply to this message.
mail-answer-behalf-hold = { $name } at { $company } has put { $the_document }, version { $version }, for { $title }, on hold on your behalf until { $hold_until }. If that is not right, reply to this message.
mail-answer-other-approve = { $name } has accepted { $the_document }, version { $version }, for { $title }, amounting to { $amount }. { $company } has been told. If that is not right, reply to this message.
mail-answer-other-sign = { $name } has signed { $the_document }, version { $version }, for { $title }, amounting to { $amount }. { $company } has been told. If that is not right, reply to this message.
mail-answer-other-reject = { $name } has declined { $the_document }, version { $version }, for { $title }. { $company } has been told. If that is not right, reply to this message.
mail-answer-other-hold = { $name } has put { $the_document }, version { $version }, for { $title }, on hold until { $hold_until }. If that is not right, reply to this message.
mail-answer-staff-approve = { $name } has accepted { $the_document }, version { $version }, for { $title }, amounting to { $amount }.
mail-answer-staff-sign = { $name } has signed { $the_document }, version { $version }, for { $title }, amounting to { $amount }.
mail-answer-staff-reject = { $name } has declined { $the_document }, version { $version }, for { $title }.
mail-answer-staff-hold = { $name } has put { $the_document }, version { $version }, for { $title }, on hold until { $hold_until }. No reminder leaves before that day.
mail-answer-staff-mark_accepted = { $name } has marked { $the_document }, version { $version }, for { $title }, amounting to { $amount }, as accepted.

mail-sum = net to pay { $amount }
mail-sum-less = net to pay { $amount }, of { $claimed } claimed
mail-statement-answer-client-approve = You have approved { $the_document }, version { $version }, for { $title }: { $sum }. { $company } has been told.
mail-statement-answer-client-endorse = You have endorsed { $the_document }, version { $version }, for { $title }: { $sum }. { $company } has been told.
mail-statement-answer-client-reject = You have declined { $the_document }, version { $version }, for { $title }. { $company } has your comments and will come back to you.
mail-statement-answer-client-mark_accepted = { $company } has recorded the agreement to { $the_document }, version { $version }, for { $title }: { $sum }. If that is not right, reply to this message.
mail-statement-answer-client-deem = As nobody answered within the time that the contract gives, approval is deemed given for { $title }: { $the_document }, version { $version }, { $sum }.
mail-statement-answer-behalf-approve = { $name } at { $company } has recorded on your behalf that you approve { $the_document }, version { $version }, for { $title }: { $sum }. If that is not right, reply to this message.
mail-statement-answer-behalf-endorse = { $name } at { $company } has recorded on your behalf that you endorse { $the_document }, version { $version }, for { $title }: { $sum }. If that is not right, reply to this message.
mail-statement-answer-behalf-reject = { $name } at { $company } has recorded on your behalf that you decline { $the_document }, version { $version }, for { $title }. If that is not right, reply to this message.
mail-statement-answer-other-approve = { $name } has approved { $the_document }, version { $version }, for { $title }: { $sum }. { $company } has been told.
mail-statement-answer-other-endorse = { $name } has endorsed { $the_document }, version { $version }, for { $title }: { $sum }. { $company } has been told.
mail-statement-answer-other-reject = { $name } has declined { $the_document }, version { $version }, for { $title }. { $company } has been told and will come back to you.
mail-statement-answer-staff-approve = { $name } has approved { $the_document }, version { $version }, for { $title }: { $sum }.
mail-statement-answer-staff-endorse = { $name } has endorsed { $the_document }, version { $version }, for { $title }: { $sum }.
mail-statement-answer-staff-reject = { $name } has declined { $the_document }, version { $version }, for { $title }.
mail-statement-answer-staff-mark_accepted = { $name } has noted the agreement to { $the_document }, version { $version }, for { $title }: { $sum }.
mail-statement-answer-staff-deem = Approval is thereby deemed given: { $sum }.

# Around the letter

mail-valid-until = This offer is valid until { $day } inclusive.
mail-amount = Total incl. tax
mail-statement-amount = Net to pay
mail-claimed = Claimed
mail-due = Answer due
mail-period = Period
mail-amends = Change order to contract
mail-admitted = Admitted in part
mail-admitted-line = Claimed { $claimed }, admitted { $admitted }, difference { $difference } excl. tax
mail-admitted-more = { $count ->
    [one] And one more line, on the page.
   *[other] And { $count } more lines, on the page.
  }
mail-valid = Valid until
mail-reference = Reference
mail-numbered = { $document }, version { $version }
mail-statement-numbered = { $document } ({ $number }), version { $version }
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
mail-tag-document = quote DEV-2026-0012, progress statement no. 3
mail-tag-the_document = quote DEV-2026-0012, progress statement no. 3, within a sentence
mail-tag-number = number of the document
mail-tag-version = version of the document
mail-tag-title = subject of the document
mail-tag-amount = total including tax of a quote, net to pay of a statement
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
mail-tag-claimed = amount claimed, before what was admitted of it
mail-tag-who = person whom it is about: who answered, is late or is awaited
mail-tag-step = step of the chain of approvers
mail-tag-turn = sentence that says whose turn it is, and in whose place
mail-tag-visas = what was approved before, and for how much
mail-tag-deadline = sentence about the time to answer and what silence means
mail-tag-lapse = what happened when the deadline passed
mail-tag-next = what comes next: who is awaited, or what the team has to do

problem-unknown-tag = “{ $tag }” is not a tag. Possible tags: { $allowed }
problem-lonely-brace = A brace without a tag: write a tag of the list, or remove the brace.
problem-code-tag-missing = This letter must contain the tag { $tag }.

mail-noted-by = { $name } (noted by { $staff })
