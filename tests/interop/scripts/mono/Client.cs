// Mono's `HttpWebRequest`; with the argument `client` its `HttpClient`.

using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text;
using System.Threading.Tasks;

static class Client
{
    static void Main(string[] arguments)
    {
        ServicePointManager.DefaultConnectionLimit = 8;
        ServicePointManager.Expect100Continue = false;
        var input = new StreamReader(Console.OpenStandardInput(), new UTF8Encoding(false));
        var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false)) { AutoFlush = true };
        var runtime = Type.GetType("Mono.Runtime").GetMethod("GetDisplayName",
            System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static);
        output.WriteLine(((string)runtime.Invoke(null, null)).Split(' ')[0]);
        for (string line; (line = input.ReadLine()) != null;)
        {
            var fields = line.Split('\t');
            var credentials = new NetworkCredential(fields[3], fields[4]);
            var body = fields[5] == "-" ? null : new byte[int.Parse(fields[5])];
            var get = arguments.Contains("client") ? HttpClient(credentials, body) : WebRequest(credentials, body);
            Func<string, string> answer = url => Answer(get, url);
            var urls = fields.Skip(6).ToArray();
            var answers = urls.Take(1).Select(answer).ToList();
            if (fields[0] == "serial") answers.AddRange(urls.Skip(1).Select(answer));
            else answers.AddRange(Task.WhenAll(urls.Skip(1).Select(url => Task.Run(() => answer(url)))).Result);
            output.WriteLine(string.Join("\t", answers));
        }
    }

    static string Answer(Func<string, string> get, string url)
    {
        try
        {
            return get(url).Trim();
        }
        catch (Exception error)
        {
            return error.GetBaseException().GetType().Name;
        }
    }

    static Func<string, string> WebRequest(ICredentials credentials, byte[] body)
    {
        return url =>
        {
            var request = (HttpWebRequest)System.Net.WebRequest.Create(url);
            request.Proxy = null;
            request.Credentials = credentials;
            request.Timeout = request.ReadWriteTimeout = 20000;
            try
            {
                if (body != null)
                {
                    request.Method = "POST";
                    request.ContentLength = body.Length;
                    using (var stream = request.GetRequestStream()) stream.Write(body, 0, body.Length);
                }
                return Read((HttpWebResponse)request.GetResponse());
            }
            catch (WebException error) when (error.Response != null)
            {
                return Read((HttpWebResponse)error.Response);
            }
        };
    }

    static string Read(HttpWebResponse response)
    {
        using (response)
            return (int)response.StatusCode + " " + new StreamReader(response.GetResponseStream()).ReadToEnd();
    }

    static Func<string, string> HttpClient(ICredentials credentials, byte[] body)
    {
        var handler = new HttpClientHandler { Credentials = credentials, UseProxy = false };
        var client = new HttpClient(handler) { Timeout = TimeSpan.FromSeconds(20) };
        return url =>
        {
            var response = body == null
                ? client.GetAsync(url).Result
                : client.PostAsync(url, new ByteArrayContent(body)).Result;
            return (int)response.StatusCode + " " + response.Content.ReadAsStringAsync().Result;
        };
    }
}
