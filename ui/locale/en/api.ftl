# What only programs read: why the REST API refuses a call.

api-token-needed-title = A token is needed
api-token-needed-text = Present a valid token: “Authorization: Bearer TOKEN”. Nothing was recorded.
api-admins-only-title = For administrators only
api-admins-only-text = This token is in the name of somebody who does not administer the company. Nothing was recorded.
api-file-away-title = The file is not available
api-file-away-text = The file exists, but the storage does not give it at the moment. Try again in a while.

problem-not-a-key = 1 to 200 visible characters, no spaces.
problem-not-json = The body of the request is not JSON.
problem-not-one-of = Choose one of: { $limit }.
problem-not-readable = This value does not have the expected form.
problem-too-high = At most { $limit }.
problem-too-low = At least { $limit }.
problem-too-many = At most { $limit } entries.
problem-unknown-field = There is no such field here.
problem-not-a-cursor = This cursor does not come from an earlier page.
