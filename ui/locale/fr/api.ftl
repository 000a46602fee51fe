# What only programs read: why the REST API refuses a call.

api-token-needed-title = Il faut un jeton
api-token-needed-text = Présentez un jeton valable : « Authorization: Bearer JETON ». Rien n'a été enregistré.
api-admins-only-title = Réservé aux administrateurs
api-admins-only-text = Ce jeton est au nom d'une personne qui n'administre pas l'entreprise. Rien n'a été enregistré.
api-file-away-title = Le fichier n'est pas disponible
api-file-away-text = Le fichier existe, mais le stockage ne le rend pas en ce moment. Recommencez dans un moment.

problem-not-a-key = De 1 à 200 caractères visibles, sans espace.
problem-not-json = Le corps de la demande n'est pas du JSON.
problem-not-one-of = Choisissez parmi : { $limit }.
problem-not-readable = Cette valeur n'a pas la forme attendue.
problem-too-high = Au plus { $limit }.
problem-too-low = Au moins { $limit }.
problem-too-many = Au plus { $limit } éléments.
problem-unknown-field = Ce champ n'existe pas ici.
problem-not-a-cursor = Ce curseur ne vient pas d'une page précédente.
