# Where Quebec says it otherwise.

chain-title = Circuit d'approbation
chain-intro = Qui doit approuver les décomptes de ce chantier, dans quel ordre et jusqu'à quand. Il vaut pour les prochains envois : un décompte déjà envoyé garde le sien.
chain-flow-sent = Décompte envoyé
chain-flow-done = Décompte approuvé
chain-role-owner = Client
chain-person-email = Adresse courriel
chain-delegate-email = Adresse courriel de qui supplée
chain-escalate-email = Son adresse courriel
chain-deem-warning = Le contrat doit le prévoir : sans clause écrite, le silence ne vaut pas accord.
chain-next-none = Ensuite : le décompte est approuvé.
chain-delegate-consequence-open = Cette personne reçoit tout de suite son propre lien par courriel et répond à la place de { $name }.
chain-delegate-consequence-waiting = Le moment venu, cette personne reçoit son propre lien par courriel et répond à la place de { $name }.
