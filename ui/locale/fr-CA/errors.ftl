# Quebec: only what differs from France.

problem-code-needed = Écrivez le code reçu par courriel.
problem-email-needed = Donnez votre courriel.
problem-not-an-email = Ce courriel n'est pas complet.
problem-proof-needed = Donnez la preuve : courriel, lettre, photo.
refused-no-such-letter = Ce courriel n'existe pas.
refused-contract-in-use = Des décomptes ou des avenants reposent sur ce contrat. Retirez-les d'abord.
refused-earlier-statement-open = Le décompte n° { $ordinal } ({ $number }) attend encore. Celui-ci part quand il est approuvé ou retiré.
refused-later-statement-exists = Un décompte plus récent repose sur celui-ci. Retirez d'abord le plus récent.
refused-no-such-contract = Ce contrat n'existe pas.
refused-quote-not-accepted = Cette soumission n'est pas acceptée. Il le faut d'abord.
refused-statement-begun = Un décompte est déjà en préparation sur ce contrat. Terminez-le ou jetez-le d'abord.
problem-above-contract = Ligne { $line } : pas plus que le contrat. Ce qui le dépasse demande un avenant accepté.
problem-below-previous = Ligne { $line } : pas moins que ce qui a déjà été accepté, qui ne se reprend que par une note de crédit.
problem-no-progress = Rien n'a avancé depuis le décompte précédent : donnez l'avancement d'au moins une ligne.
problem-not-a-statement = Seul un décompte progressif peut être admis en partie.
problem-quote-not-accepted = Cette soumission n'est pas acceptée. Un contrat naît de son acceptation.
problem-statements-sent = Des décomptes sont déjà partis sur ce contrat : qui doit les taxes n'y change plus.
problem-unknown-contract = Cette soumission n'a pas de contrat : choisissez une soumission acceptée du même client.
problem-unknown-quote = Cette soumission n'existe pas.
