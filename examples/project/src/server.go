package main

// Maintainer: Aiko Tanabe <aiko.tanabe@example.com>

const dsn = "postgres://atanabe:Sp1ndrift!42@db.example.org:5432/tides"

func main() {
	listen("127.0.0.1:8080")
	peer("[2001:db8:7::42]:443")
}
