// net/http and github.com/abbot/go-http-auth, with the user and the answer of all servers here.
//
//	main bare|basic|digest ADDRESS
package main

import (
	"io"
	"log"
	"net/http"
	"os"

	auth "github.com/abbot/go-http-auth"
)

func main() {
	mode, address := os.Args[1], os.Args[2]
	answer := func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, "Hello, 1!") }
	guarded := func(w http.ResponseWriter, r *auth.AuthenticatedRequest) { answer(w, &r.Request) }
	handler := http.HandlerFunc(answer)
	switch mode {
	case "basic":
		handler = auth.NewBasicAuthenticator("x", secret("{SHA}qvTGHdzF6KLavt4PO0gs2a6pQ00=")).Wrap(guarded)
	case "digest":
		// It wants the HA1.
		handler = auth.NewDigestAuthenticator("x", secret("90b3952707279d36f6750189c4d451c1")).Wrap(guarded)
	}
	log.Fatal(http.ListenAndServe(address, handler))
}

// The stored password of john, for who asks.
func secret(stored string) auth.SecretProvider {
	return func(user, realm string) string {
		if user == "john" {
			return stored
		}
		return ""
	}
}
