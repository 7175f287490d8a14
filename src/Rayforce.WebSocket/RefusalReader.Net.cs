using System.Net;
using System.Text;

namespace Rayforce.WebSocket;

/// <summary>Reads what a server says when it refuses.</summary>
/// <param name="inner">What asks.</param>
/// <param name="refused">Told about a refusal.</param>
internal sealed class RefusalReader(HttpMessageHandler inner, Action<UpgradeRefusal> refused) : DelegatingHandler(inner)
{
    /// <summary>The most bytes of a refusal that are read, and the most letters that are shown.</summary>
    private const int MostBytes = 4096;
    private const int MostLetters = 300;

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (response.StatusCode != HttpStatusCode.SwitchingProtocols)
        {
            var words = await ReadWordsAsync(response.Content, cancellationToken).ConfigureAwait(false);
            refused(new UpgradeRefusal((int)response.StatusCode, words));
        }

        return response;
    }

    private static async Task<string> ReadWordsAsync(HttpContent content, CancellationToken cancellationToken)
    {
        // A page is for a browser.
        if (content.Headers.ContentType?.MediaType is { } type && type != "text/plain")
            return "";
        try
        {
            var bytes = new byte[MostBytes];
            using var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            var read = await stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken)
                .ConfigureAwait(false);
            return ToWords(Encoding.UTF8.GetString(bytes, 0, read));
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException)
        {
            return "";
        }
    }

    /// <summary>The text as part of a sentence; what is no text has no place in a message.</summary>
    private static string ToWords(string text)
    {
        const string prefix = "Refused: ";
        text = text.Trim();
        if (text.StartsWith(prefix, StringComparison.Ordinal))
            text = text[prefix.Length..];
        text = new string([.. text.Take(MostLetters).Select(static letter => char.IsControl(letter) ? ' ' : letter)]);
        return text.TrimEnd('.', ' ');
    }
}
