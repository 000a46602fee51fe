# Quebec: only what differs from France.

problem-code-needed = Écrivez le code reçu par courriel.
problem-email-needed = Donnez votre courriel.
problem-not-an-email = Ce courriel n'est pas complet.
problem-proof-needed = Donnez la preuve : courriel, lettre, photo.
refused-no-such-letter = Ce courriel n'existe pas.
