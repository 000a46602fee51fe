# The client's page.

page-title = { $kind } { $number } · { $sender }
reference-line = { $kind } { $number } · version { $version }
document-tools = Document tools
print = Print
amount-with-tax = incl. tax
amount-label = Total including tax
deadline-valid = Valid through <strong>{ $day }</strong> { $days ->
    [0] (last day)
    [one] (one day left)
   *[other] ({ $days } days left)
  }.
deadline-over = Was valid through <strong>{ $day }</strong>: the date has passed.
deadline-held = On hold until <strong>{ $day }</strong>.
issued-on = Issued on { $day }.
fact-from = From
fact-for = For
fact-site = Site
fact-job = Job
message-from = Message from { $sender }

lines-title = Detail
lines-drafts = { $count ->
    [one] 1 draft comment
   *[other] { $count } draft comments
  }
comment-do = Comment
comment-on-line = Comment on line “{ $line }”
comment-change = Change
comment-you = You
comment-draft = Draft
comment-label = Your comment
comment-hint = Kept as a draft; it goes with your answer.
comment-keep = Keep the comment
comment-forget = Delete
comment-kept = Comment kept as a draft.
option-take = Take this option
option-taken = Option taken
option-not-taken = Option not taken
options-hint = Tick the options that you want: the total follows, and this choice is what you approve.
recalculate = Recalculate the total

notes-title = Notes
mentions-title = Legal information
page-mention-free = Drawn up free of charge.
page-mention-paid = Drawn up against payment.
page-mention-delay = Time to completion
page-mention-insurance = Ten-year liability insurance
page-mention-waste = Waste handling
page-mention-travel = Travel
page-mention-mediator = Consumer mediator
page-mention-reduced-vat = Reduced VAT
page-mention-retention = Retention
page-mention-retention-text = { $percent } of the amount of the works.
page-mention-withdrawal = Right of withdrawal
page-mention-withdrawal-text = Off-premises contract: you have 14 days to withdraw, and no payment is asked for during the first 7.
terms-title = Terms and conditions
page-terms-none = This document has no terms.

your-answer = Your answer
answer-approve-amount = Approve · { $amount }
answer-approve-the = Approve { $the }
answer-sign = Sign
answer-reject = Refuse
answer-hold = Put on hold
answer-other = Other answers
answer-hint = You can review your choice before it is sent.
extension-title = The date has passed
extension-text = You can still read this document, but no longer answer it. Ask { $sender } to extend it.
extension-note = A word to the company
extension-do = Ask for an extension
extension-asked = Your request for an extension was sent. You will get a mail as soon as the date has changed.

contact-title = Your contact
call = Call { $phone }
write = Write to { $email }
history-title = History
event-publish = Version { $version } sent
event-approve = Version { $version } approved by { $name }
event-sign = Version { $version } signed by { $name }
event-reject = Version { $version } refused by { $name }
event-hold = Version { $version } put on hold by { $name }
event-mark_accepted = Version { $version } marked as accepted by { $name }
event-on-behalf = Entered by { $sender } at the client’s request
event-reopen = Answer taken back by { $name }
event-extend = Validity extended by { $name }
event-extension_asked = Extension asked for by { $name }
event-expire = Validity ended
event-endorse = Version { $version } endorsed by { $name }
event-deem = Version { $version } approved by silence, as nobody answered in time
event-accept_admitted = { $name } takes what was admitted as it is
event-delegated = { $name } hands a turn to approve over to somebody else
other-versions = Versions
version-read = Read version { $version }
version-old-title = You are reading version { $version }
version-old-text = It was replaced by version { $current }. It can no longer be answered.
version-back = Back to version { $current }
other-documents = Other documents of this job
changes-title = What changed since version { $version }
changes-none = Lines and amounts are the same.
change-added = Added
change-removed = Removed
change-changed = Changed
change-net = Difference in the total excl. tax
change-gross = Difference in the total incl. tax
field-description = Text
field-quantity = Quantity
field-unit = Unit
field-unit_price = Unit price
field-discount_percent = Discount
field-vat_rate = VAT
field-group = Heading
field-optional = Option
field-title = Subject
field-valid_until = Validity
field-introduction = Introduction
field-notes = Notes
field-deposit_percent = Deposit
field-retention_percent = Retention
field-mentions = Legal information
field-terms = Terms and conditions
field-site = Site
field-client = Client
changed-also = Also changed: { $fields }.
change-yes = yes
change-no = no

decided-approved = This document is approved
decided-signed = This document is signed
decided-rejected = This document was refused
decided-on_hold = This document is on hold
decided-by = By { $name }, { $moment }.
decided-by-staff = Marked as accepted by { $name } ({ $sender }), { $moment }.
decided-on-behalf = Entered by { $sender } at your request, for { $name }, { $moment }.
decided-amount = Amount accepted: { $amount } incl. tax.
decided-comment = Comment
see-receipt = See the receipt
reopen-title = Changed your mind?
reopen-text = You can take this answer back until { $hour }.
reopen-do = Take my answer back
reopened = Your answer was taken back. The document waits for your answer again.
hold-still-open = You can answer at any time before that date.

form-title-approve = Approve this document?
form-title-sign = Sign this document
form-title-reject = Refuse this document?
form-title-hold = Put this document on hold?
form-what = { $kind } { $number } · version { $version }
form-consequence-approve = { $sender } is told at once. You get a confirmation by mail.
form-consequence-sign = { $sender } is told at once. You get a confirmation by mail. A signature cannot be taken back.
form-consequence-reject = { $sender } is told at once and may offer you a new version.
form-consequence-hold = Reminders stop until the date that you choose. It is neither a yes nor a no.
form-name = Your first and last name
form-email = Your e-mail address
form-email-hint-recipient = The address that this document was sent to: the code arrives there.
form-comment = Comment
form-reason = Why?
form-reason-hint = A reason, or a comment on at least one line.
form-drafts-sent = { $count ->
    [one] Your line comment goes with this answer.
   *[other] Your { $count } line comments go with this answer.
  }
form-hold-until = Until
form-hold-hint = { $day } at the latest.
form-terms = I have read and accept the <a href="{ $link }" target="_blank" rel="noopener">terms and conditions</a> of this version.
form-code = Code received by mail
form-code-hint = Six digits, valid for ten minutes.
form-code-send = Get a code by mail
form-code-sent = If { $email } is a recipient of this document, a code was just sent there.
form-signature = Your signature
form-typed-name = Type your first and last name
form-typed-hint = Your name typed here stands for your signature.
form-draw = Or sign with a finger or the mouse
form-draw-label = Box to draw the signature in
form-draw-clear = Start again
form-send-approve = Approve · { $amount }
form-send-sign = Agreed and signed · { $amount }
form-send-reject = Refuse { $the }
form-send-hold = Put on hold
form-back = Back to the document
consent-approve = I approve { $the } { $number }, version { $version }, for { $amount } including tax.
consent-sign = Read and agreed. I sign { $the } { $number }, version { $version }, for { $amount } including tax.
consent-reject = I refuse { $the } { $number }, version { $version }.
consent-hold = I put { $the } { $number }, version { $version }, on hold.
consent-terms = I have read and accept the terms and conditions of this version.

receipt-title-approve = Approved. Thank you!
receipt-title-sign = Signed. Thank you!
receipt-title-reject = Your refusal is recorded
receipt-title-hold = It is on hold
receipt-title-mark_accepted = This document is accepted
receipt-what = { $kind } { $number }, version { $version }
receipt-who = { $name } ({ $email }), { $moment }
receipt-by = Answered by
receipt-fingerprint = Fingerprint of what you read (SHA-256)
receipt-reference = Reference of the answer
receipt-amount = Amount
receipt-choice = Options taken
receipt-no-option = none
receipt-lines = Your comments
receipt-next = What happens now
next-recorded = Your answer is recorded
next-receipt-due = A confirmation is on its way to you by mail
next-receipt-sent = Confirmation sent by mail
next-staff-due = { $sender } is about to be told
next-staff-sent = { $sender } has been told
next-pdf-due = The PDF is being prepared
next-pdf-ready = The PDF is ready
next-approve = { $sender } gets in touch with you about what follows
next-sign = { $sender } gets in touch with you about what follows
next-mark_accepted = { $sender } gets in touch with you about what follows
next-reject = { $sender } may send you a new version
next-hold = You will be reminded from { $day } on
receipt-back = Back to the document

live-new-version = Version { $version } has just been published
live-new-version-text = What you are reading is version { $shown }. Your drafts on unchanged lines are kept.
live-read-new = Read version { $version }
live-decided = This document has just been answered
live-changed = This document has just changed
live-reload = Show
conflict-title = Nothing was recorded
conflict-superseded = Version { $shown } was replaced by version { $current } while you were answering. What you typed is kept below: read the new version before you answer.
conflict-kept = What you had typed
conflict-line = On “{ $line }”
conflict-read = Read version { $version }
conflict-see = See the answer

withdrawn-title = This document was withdrawn
withdrawn-text = By { $name }, { $moment }.
withdrawn-why = Reason
withdrawn-successor = Read the document that replaces it
link-expired-title = This link has expired
link-expired-text = It led to { $the } { $number } from { $sender }.
link-expired-do = Send me a new link
link-expired-hint = It goes to the address that { $sender } knows.
link-sent = If this address is known, a new link was just sent there.
unknown-title = This link opens no document
unknown-text = It is incomplete, was replaced, or does not exist. Check the address, or ask to be sent it again.
recover-title = Find a document again
recover-text = Give the e-mail address that your documents are sent to: you will get the links of those that wait for your answer.
recover-do = Send me my links
recover-done-title = Check your mail
recover-done = If this address is known, the links of the documents that wait for your answer were just sent there.
pdf-waiting-title = The PDF is being prepared
pdf-waiting-text = It will be ready in a few seconds; this page reloads by itself.
pdf-waiting-back = Back to the document
footer-made = Document sent by { $sender }. This page is personal: share its address only with those who may answer.
footer-no-cookie = No cookies, no trackers.

# Progress statements.

fact-contract = Contract
fact-change-order = Change order { $number }
fact-amends = Change order to contract
progress-reference = { $kind } no. { $ordinal } · version { $version } · { $number }
progress-elsewhere = Waiting for approval
progress-the = the statement
progress-in-part = Approved in part
progress-dates = Net to pay for the works from { $start } to { $end }.
progress-dates-until = Net to pay for the works done until { $end }.
progress-dates-since = Net to pay for the works done since { $start }.
progress-dates-none = Net to pay.
progress-answer-by = An answer is expected by <strong>{ $day }</strong>.
progress-issued-on = Issued on { $day }.
progress-figures-by = Figures admitted by <strong>{ $name }</strong>. The firm claimed { $claimed }.
progress-done = <strong>{ $percent }</strong> of the contract done
progress-done-of = { $done } of { $contract } before tax
progress-bar-before = Earlier statements: { $amount }
progress-bar-period = This statement: { $amount }
progress-contested-lines = { $count ->
    [one] One line was disputed last time
   *[other] { $count } lines were disputed last time
  }
progress-net-to-pay = net to pay
progress-title = Progress in detail
progress-contract = Contract before tax
progress-before = Before
progress-period = Period
progress-total = To date
progress-admitted = Admitted to date
progress-due = Amount of the period
progress-group = { $period } this time · { $done } to date, of { $contract }
progress-change-order = Change order { $heading }
progress-price = { $quantity } { $unit } × { $price }
progress-rate = VAT { $percent }
progress-contested = Disputed last time: { $claimed } claimed, { $admitted } admitted.
progress-admitted-by = Admitted by { $name }: { $admitted } instead of { $claimed }.
progress-admitted-own = You admit { $admitted } instead of { $claimed }.
progress-admitted-line = { $admitted } admitted instead of { $claimed }
progress-admit-label = Admitted to date on line { $line }, in { $unit }

recap-title = Summary by VAT rate
recap-rate = Rate
recap-works = Works before tax
recap-revision = Revision
recap-recovered = Deposit recovered
recap-base = Base before tax
recap-tax = VAT
sum-works = Works of the period before tax
sum-revision = Price revision, coefficient { $coefficient }
sum-recovered = Deposit recovered before tax
sum-reverse = VAT: reverse charge
sum-retention = Retention { $percent }
sum-penalties = Penalties
sum-prorata = Prorata account { $percent }
sum-net-to-pay = Net to pay
since-title = Since the start of the contract
since-before = Before
since-period = Period
since-total = To date
since-works = Works before tax
since-deposit = Deposit recovered before tax
since-retention = Retention
since-penalties = Penalties
since-prorata = Prorata account
since-gross = Statements invoiced incl. tax
agreed-title = Conditions of the contract
agreed-contract = Contract { $number }
agreed-accepted = accepted on { $day }
agreed-retention = { $percent } of each statement incl. tax; released one year after acceptance of the works.
agreed-guarantee = Replaced by a bank guarantee: nothing is retained.
agreed-prorata = Prorata account
agreed-prorata-text = { $percent } of the works before tax, for the shared costs of the site.
agreed-penalties = Penalties
agreed-revision = Price revision
agreed-revision-text = C = { $fixed } + { $rest } × { $index } / { $base } = { $coefficient }
agreed-reverse = Reverse charge
agreed-reverse-text = VAT is owed by the customer (CGI, article 283-2 nonies).
change-works = Works to date before tax: { $difference }
change-payable = Difference in the net to pay
field-progress = Progress
field-period_from = Start of the period
field-period_to = End of the period
field-penalties = Penalties
field-penalties_reason = Reason for the penalties
field-conditions = Conditions of the contract

answer-admit = Admit other quantities
answer-delegate = Hand over
admit-title = Which quantities do you admit?
admit-text = Each line holds what the firm claims. Lower what you do not admit: the net to pay follows. The rest stays disputed and the firm answers it.
admit-back = Back to reading
admit-disputed = { $count ->
    [one] You dispute <strong>{ $difference } before tax</strong> on one line.
   *[other] You dispute <strong>{ $difference } before tax</strong> on { $count } lines.
  }
admit-instead-of = Instead of { $asked } presented.
admit-nothing-disputed = You admit all that is presented.
admit-why = Why?
admit-more-lines = { $count ->
    [one] And one more line.
   *[other] And { $count } more lines.
  }
admit-unknown-line = Unknown line
recalculate-payable = Recalculate the net to pay
form-check-figures = Check the net to pay
consequence-next-approver = { $sender } is told at once, and whoever comes next is asked to answer.
consequence-in-part = { $sender } is told at once, and accepts these figures or sends you a new version.
consent-approve-payable = I approve { $the } { $number }, version { $version }, for a net to pay of { $amount }.
consent-approve-in-part = { $count ->
    [one] I approve { $the } { $number }, version { $version }, for an admitted net to pay of { $amount } instead of { $asked }, and dispute { $difference } before tax on one line.
   *[other] I approve { $the } { $number }, version { $version }, for an admitted net to pay of { $amount } instead of { $asked }, and dispute { $difference } before tax on { $count } lines.
  }
decided-payable = Admitted net to pay: { $amount }.
decided-deemed = Nobody answered in time, so it counts as approved since { $moment }.
receipt-title-deem = This document counts as approved
receipt-payable = Net to pay
receipt-claimed = Net to pay claimed
receipt-disputed = Admitted in part
receipt-in-time = Nobody answered in time; { $moment }
next-approver = It is now for { $names } to answer
next-in-part = { $sender } accepts the admitted figures or sends you a new version
next-invoice = { $sender } draws up the invoice
next-rejected-later = Another approver rejected it: { $sender } can send you a new version
live-your-turn = It is your turn to answer
live-chain = The chain of approvers has moved on
live-admit-new = Carry my figures over to version { $version }
live-admit-again = Keep my figures and show
conflict-admitted = Quantity admitted on “{ $line }”
conflict-go-on = Go on with these figures on version { $version }

turn-waiting = It is not your turn yet
turn-text-waiting = You will get a mail as soon as it is. Meanwhile you can read everything.
turn-reader = You can read this document
turn-text-reader = Only the people of the chain of approvers answer it.
turn-closed = Your answer is no longer needed
turn-text-closed = This step has all it needs. You can read everything.
turn-handed = { $name } answers in your place
turn-answered = Your answer is recorded
turn-answered-text = You approved on { $moment }, for { $amount }.
turn-awaited = <strong>{ $step }</strong>: { $names }, since { $moment }.
delegate-title = Hand your answer over to somebody else
delegate-text = They get a link of their own at once and answer in your place. You can still read the document, but no longer answer it.
delegate-name = Their name
delegate-email = Their e-mail address
delegate-name-needed = Give the name of this person.
delegate-do = Hand over
delegated-title = It is handed over
delegated-text = <strong>{ $name }</strong> answers in your place and gets a link at { $email }.
delegated-after = { $sender } is told. To undo it, write to them.
