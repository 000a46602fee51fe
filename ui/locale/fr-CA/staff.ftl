# Where Quebec says it otherwise.

area-quotes = Soumissions
new-quote = Nouvelle soumission
new-quote-short = Nouvelle
find-label = Chercher une soumission
shortcut-new = Écrire une nouvelle soumission
shortcut-find = Chercher une soumission
