# Where Quebec says it otherwise.

area-quotes = Soumissions
area-statements = Décomptes
new-quote = Nouvelle soumission
new-quote-short = Nouvelle
shortcut-new = Écrire une nouvelle soumission
client-vat = Numéro de TVA
quotes-none = Vos soumissions apparaîtront ici, avec leur état et leur échéance.
documents-none-found = { $kind ->
    [quote] Aucune soumission ne correspond.
    [statement] Aucun décompte ne correspond.
   *[other] Aucun document ne correspond.
  }
quotes-write-first = Écrire une première soumission
job-contracts = Contrats
today-in-part = { $what } approuvé avec des quantités admises, { $amount } à payer. Acceptez-les, ou corrigez.
back-to-quote = Revenir à la soumission
tab-all = { $kind ->
    [quote] Toutes
   *[other] Tous
  }
tab-on_hold = { $kind ->
    [quote] Mises en attente
   *[other] Mis en attente
  }
tab-rejected = { $kind ->
    [quote] Refusées
   *[other] Refusés
  }
tab-accepted = { $kind ->
    [quote] Acceptées
   *[other] Acceptés
  }
tab-expired = { $kind ->
    [quote] Expirées
   *[other] Expirés
  }
tab-withdrawn = { $kind ->
    [quote] Retirées
   *[other] Retirés
  }
company-mentions = Mentions des soumissions
company-mentions-hint = Elles remplissent d'avance chaque nouvelle soumission, où vous pouvez les adapter.
plan-preview-hint = Pour une soumission envoyée maintenant, valable jusqu'au { $day }.
role-hint-member = Écrit et suit les soumissions, les clients et les chantiers.
today-rejected = Refusée le { $day }. Lisez les commentaires, corrigez et renvoyez.
