# Pages of the staff: signing in, today, lists, clients, jobs, settings.

staff-areas = Sections
staff-home = { $company }: home
area-today = Today
area-documents = Documents
area-quotes = Quotes
area-statements = Statements
area-clients = Clients
area-jobs = Jobs
area-settings = Settings
new-quote = New quote
new-quote-short = New
find-label = Find a document
find-placeholder = Number, subject, client
my-account = Account of { $name }
sign-out = Sign out
dialog = Window
shortcuts-title = Keyboard shortcuts
shortcut-new = Write a new quote
shortcut-find = Find a document
shortcut-list = Show this list

sign-in-title = Sign in
sign-in-email = E-mail address
sign-in-password = Password
sign-in-do = Sign in
sign-in-help = Forgot your password? An administrator of your company can give you a new one.
refused-wrong-credentials = The address or the password is wrong.
refused-no-such-session = There is no such session.

settings-sessions = My sessions
settings-sessions-lead = The devices where you are signed in. Close those that you do not recognise.
sessions-revoke-others = Close all others
session-this = This device
session-unknown = Unknown device
session-facts = Address { $ip } · seen { $seen } · opened { $since }
session-revoke = Close
session-revoke-label = Close the session { $device }
done-session-revoked = The session is closed.
done-sessions-revoked = All other sessions are closed.

# Said on several pages
yes = Yes
no = No
save = Save
change = Change
search-do = Search
see-all = See all
untitled = No subject
no-number = No number
version-short = v{ $version }
pages = Pages of the list
page-first = Start
page-next = Next
filter-state = Filter by state
filter-kind = Filter by kind
filter-remove = Remove this filter
filter-clear = Show all
back-to-quote = Back to the quote
column-document = Document
column-client = Client
column-state = State
column-deadline = Deadline
column-payable = Amount
column-count = Number
held-until = Resumes { $day }
valid-until = Until { $day }
changed-on = Changed { $day }

# Today
today-hello = Hello { $name }
today-to-do = To do
today-nothing = Nothing to do: everything is in your clients' hands.
today-first = What waits for you or for your clients will show here.
today-waiting = Waiting for the client
today-none-waiting = No document is waiting for an answer.
today-states = Where the documents stand
today-states-caption = Number of documents by state
today-answers = Latest answers
today-no-answers = Your clients' answers will appear here.
today-undelivered = The mail to { $email } did not arrive.
today-undelivered-act = Mend the address
today-call = No answer since { $day } despite the reminders: time for a call.
today-call-act = Call
today-rejected = Rejected on { $day }. Read the comments, correct and send again.
today-rejected-act = Correct
today-in-part = { $what } approved with admitted quantities, { $amount } to pay. Accept them, or correct.
today-in-part-act = Decide
today-hold = On hold until { $day }.
today-expiring = No longer valid after { $day }.
today-see = See
next-remind = Reminder { $number } on { $day }
next-call = Call due on { $day }
next-expiring = Notice of expiry on { $day }
next-resume = Resumes on { $day }
next-expire = Expires on { $day }
next-deadline = An approver’s deadline on { $day }
next-nothing = No reminder planned
since-days = { $days ->
    [0] sent today
    [1] for 1 day
   *[other] for { $days } days
  }
answer-said-approve = { $name } approved
answer-said-endorse = { $name } endorsed
answer-said-deem = Approved by silence
answer-said-sign = { $name } signed
answer-said-reject = { $name } rejected
answer-said-hold = { $name } put on hold
answer-said-mark_accepted = { $name } noted the client's agreement

# Quotes
quotes-none = Your quotes will appear here, with their state and deadline.
documents-none-found = { $kind ->
    [quote] No quote matches.
    [statement] No statement matches.
   *[other] No document matches.
  }
quotes-write-first = Write a first quote
tab-all-kinds = All documents
documents-caption = Documents, last changed first
tab-all = { $kind ->
   *[other] All
  }
tab-draft = Drafts
tab-sent = Waiting for the client
tab-on_hold = { $kind ->
   *[other] On hold
  }
tab-rejected = { $kind ->
   *[other] Rejected
  }
tab-accepted = { $kind ->
    [statement] Approved
   *[other] Accepted
  }
tab-expired = { $kind ->
   *[other] Expired
  }
tab-withdrawn = { $kind ->
   *[other] Withdrawn
  }

# Clients
new-client = New client
find-client = Name or e-mail address
clients-none = Your clients will appear here.
clients-none-found = No client matches.
client-change = Change the client
client-change-title = Change { $name }
client-create = Create the client
client-create-then = Create and go on
client-who = Who is it?
client-kind = Kind of client
client-kind-business = Business
client-kind-consumer = Individual
client-name = Name
client-contact = Person to address
client-contact-hint = Mails begin with this name: “Hello …”.
client-email = E-mail address
client-email-hint = Documents and reminders are sent there.
client-phone = Telephone
client-address = Postal address
client-address-hint = Six lines at most, as on an envelope.
client-vat = VAT number
client-mails = What the client receives
client-locale = Language
client-locale-hint = Documents, web page and mails will be in this language.
client-flag-paperless = Accepts paperless documents
client-flag-attach_pdf = Attach the PDF to mails
client-flag-staff_may_answer = Our team may answer for this client, with proof
client-answers = Who may answer
client-trust = Who may answer
client-trust-anyone = Anyone who has the link
client-trust-hint-anyone = They give their name and address. Signing always needs a code received by mail.
client-trust-confirmed = The recipient, confirmed by a code
client-trust-hint-confirmed = Each answer needs a code sent to their address.
client-billing = Billing
client-billing-per_order = Per order
client-billing-month_end = Together at month end
client-about = About
client-quotes = Documents
client-no-quotes = No document for this client.
client-no-jobs = No job for this client.
client-mail-failed-short = Mail refused
client-mail-failed = The last mail to { $email } did not arrive
client-mail-failed-text = The recipient's server refused it. Mend the address, or keep it if the trouble is over: what did not arrive leaves again at once.
client-mend = Address that works
client-mend-do = Send again
done-client-created = The client is created.
done-client-changed = The client is changed.
done-address-changed = The address is mended.
done-sent-again = The address is up to date and the mails leave again.

# Jobs
new-job = New job
find-job = Name of the job
jobs-none = A job gathers the documents of one place or project.
jobs-none-found = No job matches.
job-change = Change the job
job-change-title = Change { $title }
job-create = Create the job
job-create-then = Create and go on
job-what = The job
job-choose-client = Choose a client
job-new-client = New client
job-title = Name of the job
job-title-hint = For example “Linden Residence”.
job-address = Place of the works
job-referents = In charge
job-referents-hint = Told of each answer of the client. With nobody in charge, all administrators are.
job-no-referents = Nobody: all administrators are told.
job-mails = Mails of the job
job-technical = Technical e-mail address
job-technical-hint = When filled in, documents of the job go there instead of the client's address.
job-technical-instead = instead of { $email }
job-mails-to = Documents sent to
job-about = About
job-documents = Documents
job-contracts = Contracts
job-no-documents = No document on this job.
done-job-created = The job is created.
done-job-changed = The job is changed.

# Settings
undo = Undo
copy = Copy
copied = Copied
settings-company = Company
settings-company-lead = What your clients read at the head of your documents. Those already sent do not change.
settings-reminders = Reminders
settings-reminders-lead = When to remind a client who has not answered. Everything stops as soon as they do.
settings-mails = Mails
settings-mails-lead = The words of each mail, in each language. You can always go back to the usual wording.
settings-terms = Terms
settings-terms-lead = Attached to versions published from now on; those already sent keep theirs.
settings-team = Team
settings-team-lead = Who can sign in, and what each may set.
done-settings-saved = The settings are saved.
refused-not-yourself = You cannot disable your own account.
refused-no-such-user = There is no such account.
problem-not-a-siret = This is not a SIRET number.
problem-not-a-colour = Choose a colour.
problem-not-an-hour = Give an hour, for example 09:00.
problem-hours-in-order = The end must come after the beginning.
problem-days-in-order = Each reminder must come after the one before.
problem-call-last = The call comes after the last reminder.
problem-email-taken = This address already has an account.
problem-password-short = At least { $least } characters.

company-identity = Identity
company-name = Name of the company
company-email-hint = Your clients' replies to our mails arrive there.
company-legal = Legal mentions
company-legal-hint = Printed at the foot of each document.
company-mentions = Mentions of quotes
company-mentions-hint = They fill in each new quote, where you can adapt them.
company-look = Look
company-accent = Colour of the company
company-accent-hint = On the client's page, mails and PDFs; darkened if need be so that it stays legible.
company-qr = Print on PDFs a QR code that opens the client's page

plan-when = Plan
plan-active = Remind clients
plan-days-hint = In business days after sending. An empty field leaves the step out.
plan-remind = Reminder { $number }
plan-call = Call due
plan-expiring = Notice of expiry
plan-expiring-hint = In business days before the last day.
plan-opens = Write from
plan-closes = until
plan-hours-hint = Never on a Saturday, a Sunday or a holiday.
plan-preview = What this gives
plan-preview-hint = For a quote sent now, valid until { $day }.
plan-preview-do = Show the dates
plan-unreadable = Correct the plan to see the dates.

mails-client = To the client
mails-staff = To your team
mail-own = Your words
mail-usual = Usual wording
mail-subject = Subject
mail-body = Text
mail-body-hint = An empty line separates paragraphs; a paragraph whose tag is empty disappears. The button to the client's page always follows.
mail-tags = Tags
mail-tags-hint = Each is replaced when the mail is sent.
mail-preview = Preview
mail-preview-do = Show the preview
mail-reset = Back to the usual wording
done-mail-saved = The mail is saved.
done-mail-reset = The mail has its usual wording again.
mail-kind-sent = Sent
mail-kind-turn = Your turn to approve
mail-kind-new_version = New version
mail-kind-reminder_1 = First reminder
mail-kind-reminder_2 = Second reminder
mail-kind-reminder_3 = Last reminder
mail-kind-turn_late = Deadline passed
mail-kind-expiring = Expiring soon
mail-kind-receipt = Receipt of the answer
mail-kind-deemed = Approval by silence
mail-kind-admitted_taken = Admitted amounts confirmed
mail-kind-withdrawn = Withdrawal
mail-kind-extended = Validity extended
mail-kind-code = Confirmation code
mail-kind-new_link = New link
mail-kind-reopened = Answer reopened
mail-kind-answered = The client answered
mail-kind-answer_taken_back = The client takes an answer back
mail-kind-call = Call due
mail-kind-deadline = An approver is late
mail-kind-hold_over = End of a hold
mail-kind-extension_asked = Extension asked for
mail-kind-expired = Validity over
mail-kind-mail_failed = Mail not delivered

terms-text = Terms
terms-hint = An empty line separates paragraphs. The client must accept them to approve or sign; without a text, nothing is asked.
terms-since = In force since { $moment }.
terms-borrowed = Taken from: { $language }.
terms-not-yet = No terms in this language.
done-terms-saved = The terms hold for versions published from now on.

team-list = Accounts
team-name = First and last name
team-phone-hint = Shown to clients whose contact this person is.
team-role = Role
role-member = Member
role-admin = Administrator
role-hint-member = Writes and follows quotes, clients and jobs.
role-hint-admin = Also changes settings and the team; told when nobody is in charge of a job.
team-invite = Add somebody
team-invite-hint = A first password will be shown once, to be passed on by word of mouth.
team-invite-do = Create the account
team-disabled = Disabled
team-enable = Enable
team-disable = Disable the account
team-password = New password
team-menu = Actions on the account of { $name }
team-password-for = Password of { $name }
team-password-once = It will not be shown again. To be used with the address { $email }.
done-user-disabled = The account is disabled and its sessions are closed.
done-user-enabled = The account is enabled again.

example-client = Mrs Martin
example-architect = Ms Le Goff
example-title = Terrace repair
example-work = Stone paving
example-job = Martin house
example-message = As agreed on the telephone.
example-reason = The project has changed.
