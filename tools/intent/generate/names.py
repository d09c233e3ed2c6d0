"""Words the demo company and its prospects are made of."""


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


FIRST_NAMES = _words(
    "Anna Ben Carla David Elena Felix Greta Hugo Ines Jonas Klara Leon Maria Nils Olga Paul Rosa "
    "Simon Tina Victor Wanda Yusuf Zoe Amir Bianca Chen Daria Emil Fatima Gustav Hana Igor Julia "
    "Kenji Lara Marco Nora Oscar Priya Rafael Sofia Tomas Uma Vera Walter Xenia Yara Zoltan"
)
LAST_NAMES = _words(
    "Adler Berg Costa Dahl Evans Fischer Garcia Haas Ito Jensen Keller Lopez Meyer Novak Olsen "
    "Park Quist Rossi Silva Tanaka Unger Vogel Weber Young Zimmer Amado Brandt Castro Dubois "
    "Eriksen Fontana Gruber Holm Ivanov Johansson Kowalski Lindgren Moreau Nakamura Ortega Patel "
    "Ramos Santos Takahashi Ullrich Varga Wagner Yilmaz"
)
COMPANY_BEGINNINGS = _words(
    "Alder Amber Arc Aspen Beacon Birch Blue Bright Cedar Cobalt Copper Crest Delta Ember Fern "
    "Flint Granite Harbor Hazel Iron Juniper Lake Lark Maple Mercury Mint North Oak Onyx Opal "
    "Pine Quartz River Sable Silver Slate Stone Summit Tidal Willow"
)
COMPANY_ENDINGS = _words(
    "bridge brook craft field forge gate grid hill house labs line mark mill path peak point port "
    "ridge shore side soft stack tech tower vale view ware wave way works"
)
INDUSTRIES = (
    "Software",
    "Manufacturing",
    "Financial Services",
    "Healthcare",
    "Retail",
    "Logistics",
    "Education",
    "Media",
)
COUNTRIES = ("US", "DE", "GB", "FR", "NL", "SE", "CA", "AU")
CURRENCIES = ("USD", "EUR", "GBP", "EUR", "EUR", "SEK", "CAD", "AUD")
# How much of a currency the company's own, the dollar, buys.
CONVERSION_RATES = {"USD": 1.0, "EUR": 0.9, "GBP": 0.8, "SEK": 10.0, "CAD": 1.4, "AUD": 1.5}
DEPARTMENTS = ("Marketing", "Sales", "Engineering", "Finance", "Operations", "IT")
TITLES = (
    "Chief Marketing Officer",
    "VP Sales",
    "VP Engineering",
    "Director of Operations",
    "Head of Marketing",
    "Marketing Manager",
    "Sales Operations Manager",
    "Data Engineer",
    "Finance Manager",
    "IT Administrator",
    "Software Developer",
    "Student Assistant",
)
TITLE_DEPARTMENTS = (0, 1, 2, 4, 0, 0, 1, 2, 3, 5, 2, 0)
FREE_MAIL_DOMAINS = ("gmail.com", "outlook.com", "yahoo.com", "gmx.net")
USER_AGENTS = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/137.0.0.0 Safari/537.36",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/18.4 Safari/605.1.15",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:139.0) Gecko/20100101 Firefox/139.0",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_4 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Version/18.4 Mobile/15E148 Safari/604.1",
    "Mozilla/5.0 (Linux; Android 15; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/137.0.0.0 Mobile Safari/537.36",
    "Mozilla/5.0 (compatible; MailLinkChecker/2.1)",
)
BROWSERS = ("Chrome", "Safari", "Firefox", "Mobile Safari", "Chrome Mobile", "Unknown")
DESKTOP_AGENTS = 3
BROWSING_AGENTS = 5
SITE = "https://www.ourcompany.example"
STAFF_DOMAIN = "ourcompany.example"
COMPETITOR_DOMAIN = "rival.example"
