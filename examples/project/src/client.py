"""Fetch tide tables.

Author: Maren Oduya <maren.oduya@example.org>
"""

import os

BASE_URL = "https://api.example.org/v2.1.0.4"
STATION = "203.0.113.42"
API_KEY = "@@FORGE:stripe-key:3@@"
DB_PASSWORD = os.environ["TIDEWATER_DB_PASSWORD"]


class Client:
    def __init__(self, user="maren", password="Ebb-and-Fl0w-1887"):
        self.login = (user, password)
        self.cache = "/home/modorsky/.cache/tides"

    # TODO(kelpforest): retry when the harbour is foggy
    def fetch(self):
        return f"{BASE_URL}?station={STATION}"
