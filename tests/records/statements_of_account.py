"""The same two transfers and one debit, as different banks write them down."""

CAFE = "VIR SEPA MME PETIT FAC-2026-0001 Réglé"

CREDIT_AGRICOLE = f"""\
Téléchargement du 22/11/2026;;;;
;;;;
Compte courant n° 12345678901;;;;
Solde au 22/11/2026 12 345,67 €;;;;
;;;;
Date;Libellé;Débit euros;Crédit euros;
20/11/2026;"{CAFE}
";;7 674,99;
20/11/2026;"PRLV EDF
CLIENTS PARTICULIERS";89,90;;
21/11/2026;VIR DE SCI DURAND;;1 200,00;
""".encode("cp1252")

_HEADINGS = (
    "Date de comptabilisation;Libelle simplifie;Libelle operation;Reference;Informations complementaires"
    ";Type operation;Debit;Credit;Date operation;Date de valeur"
)
BANQUE_POPULAIRE = f"""\
{_HEADINGS}
20/11/2026;MME PETIT;{CAFE};ABC123;FAC-2026-0001;Virement recu;;+7674,99;20/11/2026;20/11/2026
20/11/2026;EDF;PRLV EDF;DEF;;Prelevement;-89,90;;20/11/2026;20/11/2026
21/11/2026;SCI DURAND;VIR DE SCI DURAND;GHI;;Virement recu;;+1200,00;21/11/2026;21/11/2026
""".encode("utf-8-sig")

ENGLISH = f"""\
Date,Description,Amount,Currency,Counterparty name
2026-11-20,{CAFE},"7,674.99",EUR,Mme Petit
2026-11-20,PRLV EDF,-89.90,EUR,EDF
2026-11-21,VIR DE SCI DURAND,"1,200.00",EUR,SCI Durand
2026-11-21,Paid in dollars,50.00,USD,Somebody
""".encode()

TABS = f"""\
Date opération\tMontant (€)\tLibellé
20/11/26\t7 674,99\t{CAFE}
20/11/26\t-89,90\tEDF
21/11/26\t1\u202f200,00\tDURAND
""".encode("utf-16")

OFX_1 = f"""\
OFXHEADER:100
DATA:OFXSGML
VERSION:102
SECURITY:NONE
ENCODING:USASCII
CHARSET:1252
COMPRESSION:NONE
OLDFILEUID:NONE
NEWFILEUID:NONE

<OFX>
<SIGNONMSGSRSV1><SONRS><STATUS><CODE>0<SEVERITY>INFO</STATUS><LANGUAGE>FRA</SONRS></SIGNONMSGSRSV1>
<BANKMSGSRSV1><STMTTRNRS><TRNUID>1<STMTRS><CURDEF>EUR
<BANKACCTFROM><BANKID>30006<ACCTID>12345678901<ACCTTYPE>CHECKING</BANKACCTFROM>
<BANKTRANLIST><DTSTART>20261101<DTEND>20261122
<STMTTRN>
<TRNTYPE>CREDIT
<DTPOSTED>20261120
<TRNAMT>7674,99
<FITID>2026112000001
<NAME>MME PETIT
<MEMO>{CAFE} &amp; merci
</STMTTRN>
<STMTTRN><TRNTYPE>DEBIT<DTPOSTED>20261120120000.000[+1:CET]<TRNAMT>-89.90<FITID>2<NAME>EDF</STMTTRN>
<STMTTRN><TRNTYPE>CREDIT<DTPOSTED>20261121<TRNAMT>+1200.00<FITID>3<NAME>SCI DURAND</STMTTRN>
</BANKTRANLIST></STMTRS></STMTTRNRS></BANKMSGSRSV1>
</OFX>
""".encode("cp1252")

OFX_2 = f"""\
<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<?OFX OFXHEADER="200" VERSION="220" SECURITY="NONE" OLDFILEUID="NONE" NEWFILEUID="NONE"?>
<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>EUR</CURDEF><BANKTRANLIST>
<STMTTRN><TRNTYPE>CREDIT</TRNTYPE><DTPOSTED>20261120</DTPOSTED><TRNAMT>7674.99</TRNAMT><FITID>1</FITID>
<NAME>MME PETIT</NAME><MEMO>{CAFE}</MEMO></STMTTRN>
<STMTTRN><TRNTYPE>DEBIT</TRNTYPE><DTPOSTED>20261120</DTPOSTED><TRNAMT>-89.90</TRNAMT><FITID>2</FITID></STMTTRN>
<STMTTRN><TRNTYPE>CREDIT</TRNTYPE><DTPOSTED>20261121</DTPOSTED><TRNAMT>1200</TRNAMT><FITID>3</FITID></STMTTRN>
</BANKTRANLIST></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>
""".encode()


def entry(
    amount: str, sign: str, details: str, status: str = "<Sts>BOOK</Sts>", currency: str = "EUR"
) -> str:
    return (
        f'<Ntry><Amt Ccy="{currency}">{amount}</Amt><CdtDbtInd>{sign}</CdtDbtInd>{status}'
        f"<BookgDt><Dt>2026-11-20</Dt></BookgDt><NtryDtls>{details}</NtryDtls></Ntry>"
    )


def transaction(said: str, name: str, more: str = "", party: str = "{}") -> str:
    return (
        f"<TxDtls><Refs><EndToEndId>NOTPROVIDED</EndToEndId></Refs>{more}<RltdPties><Dbtr>"
        f"{party.format(f'<Nm>{name}</Nm>')}</Dbtr></RltdPties><RmtInf><Ustrd>{said}</Ustrd></RmtInf></TxDtls>"
    )


def camt(*entries: str, version: str = "02", head: str = "") -> bytes:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{head}'
        f'<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.{version}"><BkToCstmrStmt><Stmt>'
        f"<Id>S</Id>{''.join(entries)}</Stmt></BkToCstmrStmt></Document>"
    ).encode()


CAMT_2 = camt(
    entry("7674.99", "CRDT", transaction(CAFE, "Mme Petit")),
    entry("89.90", "DBIT", transaction("EDF", "")),
    entry("1200.00", "CRDT", transaction("Loyer", "SCI Durand")),
    entry("5.00", "CRDT", transaction("Later", "x"), status="<Sts>PDNG</Sts>"),
)
CAMT_8 = camt(
    entry(
        "7674.99", "CRDT", transaction(CAFE, "Mme Petit", party="<Pty>{}</Pty>"), "<Sts><Cd>BOOK</Cd></Sts>"
    ),
    entry("89.90", "DBIT", transaction("EDF", ""), "<Sts><Cd>BOOK</Cd></Sts>"),
    entry("1200.00", "CRDT", transaction("Loyer", "SCI Durand"), "<Sts><Cd>BOOK</Cd></Sts>"),
    version="08",
)

FILES = {
    "credit_agricole.csv": CREDIT_AGRICOLE,
    "banque_populaire.csv": BANQUE_POPULAIRE,
    "english.csv": ENGLISH,
    "tabs.tsv": TABS,
    "sgml.ofx": OFX_1,
    "xml.ofx": OFX_2,
    "camt.053.001.02.xml": CAMT_2,
    "camt.053.001.08.xml": CAMT_8,
}
