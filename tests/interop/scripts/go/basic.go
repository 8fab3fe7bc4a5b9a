// Go's `net/http`, which knows Basic.
package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"net/http"
	"os"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"time"
)

func get(client *http.Client, fields []string, url string) string {
	method, body := "GET", []byte(nil)
	if size, err := strconv.Atoi(fields[5]); err == nil {
		method, body = "POST", make([]byte, size)
	}
	request, err := http.NewRequest(method, url, bytes.NewReader(body))
	if err != nil {
		return "error"
	}
	if fields[1] == "basic" {
		request.SetBasicAuth(fields[3], fields[4])
	}
	answer, err := client.Do(request)
	if err != nil {
		return "error"
	}
	defer answer.Body.Close()
	text, _ := io.ReadAll(answer.Body)
	return fmt.Sprint(answer.StatusCode, " ", strings.TrimSpace(string(text)))
}

func main() {
	fmt.Println(strings.TrimPrefix(runtime.Version(), "go"))
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		fields := strings.Split(lines.Text(), "\t")
		urls := fields[6:]
		client := &http.Client{Transport: &http.Transport{}, Timeout: 20 * time.Second}
		answers := make([]string, len(urls))
		answers[0] = get(client, fields, urls[0])
		var waiting sync.WaitGroup
		for number, url := range urls[1:] {
			one := func(number int, url string) { answers[number] = get(client, fields, url) }
			if fields[0] == "serial" {
				one(number+1, url)
				continue
			}
			waiting.Add(1)
			go func(number int, url string) {
				defer waiting.Done()
				one(number, url)
			}(number+1, url)
		}
		waiting.Wait()
		client.CloseIdleConnections()
		fmt.Println(strings.Join(answers, "\t"))
	}
}
