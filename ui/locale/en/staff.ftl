# Pages of the staff: signing in, today, lists, clients, jobs, settings.

staff-areas = Sections
staff-home = { $company }: home
area-today = Today
area-quotes = Quotes
area-clients = Clients
area-jobs = Jobs
area-settings = Settings
new-quote = New quote
new-quote-short = New
find-label = Find a quote
find-placeholder = Number, subject, client
my-account = Account of { $name }
sign-out = Sign out
dialog = Window
shortcuts-title = Keyboard shortcuts
shortcut-new = Write a new quote
shortcut-find = Find a quote
shortcut-list = Show this list

sign-in-title = Sign in
sign-in-email = E-mail address
sign-in-password = Password
sign-in-do = Sign in
sign-in-help = Forgot your password? An administrator of your company can give you a new one.
refused-wrong-credentials = The address or the password is wrong.
refused-no-such-session = There is no such session.

sessions-title = Open sessions
sessions-hint = The devices where you are signed in. Close those that you do not recognise.
sessions-revoke-others = Close all others
session-this = This device
session-unknown = Unknown device
session-facts = Address { $ip } · seen { $seen } · opened { $since }
session-revoke = Close
session-revoke-label = Close the session { $device }
done-session-revoked = The session is closed.
done-sessions-revoked = All other sessions are closed.
