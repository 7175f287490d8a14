using System.IO.Compression;
using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Rayforce.Server;

/// <summary>
/// A page that a server hands out at the port of its WebSocket: files that lie in an assembly, compressed by Brotli. It is
/// the same for everybody; what it shows it asks for over the WebSocket, and there passwords count.
/// </summary>
internal sealed class BrowserPage
{
    private const string Encoding = "br";
    private const string Index = "index.html";

    /// <summary>Nothing but what this server has, and nobody puts the page into one of his own.</summary>
    private const string Policy =
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; " +
        "connect-src 'self'; base-uri 'self'; form-action 'none'; frame-ancestors 'none'";

    private readonly Assembly _assembly;
    private readonly Dictionary<string, string> _resources;
    private readonly EntityTagHeaderValue _tag;

    /// <summary>Finds the files.</summary>
    /// <param name="assembly">Where they are resources.</param>
    /// <param name="folder">What their names begin with.</param>
    public BrowserPage(Assembly assembly, string folder)
    {
        _assembly = assembly;
        _resources = assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(folder, StringComparison.Ordinal))
            .ToDictionary(name => name[folder.Length..].Replace('\\', '/'));
        // Another build has other files, and another version.
        _tag = new EntityTagHeaderValue($"\"{assembly.ManifestModule.ModuleVersionId:N}\"");
    }

    /// <summary>Answers a request for a file, and leaves every other to the next.</summary>
    public Task ServeAsync(HttpContext context, RequestDelegate next)
    {
        var request = context.Request;
        var path = request.Path.Value is { Length: > 1 } asked ? asked[1..] : Index;
        return (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
            && request.Headers.Upgrade.Count == 0
            && _resources.TryGetValue(path, out var resource)
                ? SendAsync(context, path, resource)
                : next(context);
    }

    private async Task SendAsync(HttpContext context, string path, string resource)
    {
        var (request, response) = (context.Request, context.Response);
        var headers = response.GetTypedHeaders();
        headers.ETag = _tag;
        headers.CacheControl = new CacheControlHeaderValue { NoCache = true };
        response.Headers.Vary = HeaderNames.AcceptEncoding;
        response.Headers.ContentSecurityPolicy = Policy;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers["Referrer-Policy"] = "no-referrer";
        if (request.GetTypedHeaders().IfNoneMatch.Any(tag => tag.Compare(_tag, useStrongComparison: false)))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        response.ContentType = TypeOf(path);
        using var compressed = _assembly.GetManifestResourceStream(resource)!;
        var takesIt = request.GetTypedHeaders().AcceptEncoding
            .Any(static accepted => accepted.Value.Equals(Encoding, StringComparison.OrdinalIgnoreCase) && accepted.Quality is not 0);
        if (takesIt)
        {
            response.Headers.ContentEncoding = Encoding;
            response.ContentLength = compressed.Length;
        }

        if (HttpMethods.IsHead(request.Method))
            return;
        // Browsers take Brotli over TLS and from their own machine alone.
        using Stream content = takesIt ? compressed : new BrotliStream(compressed, CompressionMode.Decompress);
        await content.CopyToAsync(response.Body, context.RequestAborted).ConfigureAwait(false);
    }

    private static string TypeOf(string path) => Path.GetExtension(path) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".json" => "application/json",
        ".svg" => "image/svg+xml",
        ".txt" => "text/plain; charset=utf-8",
        ".wasm" => "application/wasm",
        _ => "application/octet-stream",
    };
}
