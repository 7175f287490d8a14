using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Reflection;

namespace Rayforce.Console.Tests;

/// <summary>The files of the page as a server sends them.</summary>
public sealed class ServedFilesTests
{
    /// <summary>What a phone loads in a few seconds.</summary>
    private const long MostBytes = 3_000_000;

    private static readonly HttpClient Client = new();

    private static readonly Assembly Command = Assembly.Load("rayforce");

    [Fact]
    public void The_page_is_small() => Assert.InRange(
        Command.GetManifestResourceNames().Where(static name => name.StartsWith("console/", StringComparison.Ordinal))
            .Sum(static name => Command.GetManifestResourceStream(name)!.Length),
        500_000,
        MostBytes);

    [Fact]
    public async Task Nothing_but_the_server_itself_may_be_loaded_or_run()
    {
        await using var server = await ConsoleServer.StartAsync();
        using var response = await Client.GetAsync(server.Address);

        Assert.Equal("text/html", response.Content.Headers.ContentType!.MediaType);
        var policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy")).Split("; ");
        Assert.Equal("default-src 'none'", policy[0]);
        Assert.Contains("frame-ancestors 'none'", policy);
        Assert.DoesNotContain(policy, static rule => rule.Contains("unsafe-inline", StringComparison.Ordinal)
            || rule.Contains("http", StringComparison.Ordinal) || rule.Contains('*', StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_file_is_sent_compressed_to_who_takes_that_and_plain_to_others()
    {
        await using var server = await ConsoleServer.StartAsync("--password", "secret");
        var address = new Uri(server.Address, "console.js");
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("br"));
        using var packed = await Client.SendAsync(request);
        using var plain = await Client.GetAsync(address);

        Assert.Equal("br", Assert.Single(packed.Content.Headers.ContentEncoding));
        using var content = new BrotliStream(await packed.Content.ReadAsStreamAsync(), CompressionMode.Decompress);
        using var reader = new StreamReader(content);
        var text = await reader.ReadToEndAsync();
        Assert.Contains("export", text, StringComparison.Ordinal);
        Assert.Empty(plain.Content.Headers.ContentEncoding);
        Assert.Equal(text, await plain.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task What_a_browser_has_it_need_not_load_again()
    {
        await using var server = await ConsoleServer.StartAsync();
        using var first = await Client.GetAsync(server.Address);
        using var request = new HttpRequestMessage(HttpMethod.Get, server.Address);
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
    }

    [Fact]
    public async Task Without_the_option_there_is_no_page()
    {
        await using var program = new RunningProgram("rayforce.dll", "serve", "--port", "0");
        var address = new UriBuilder(await program.ReadAsync("Rayforce WebSocket served on ")) { Scheme = "http" }.Uri;
        using var response = await Client.GetAsync(address);

        Assert.Equal(HttpStatusCode.UpgradeRequired, response.StatusCode);
    }

    [Fact]
    public async Task What_is_no_file_of_the_page_is_answered_as_ever()
    {
        await using var server = await ConsoleServer.StartAsync();
        using var other = await Client.GetAsync(new Uri(server.Address, "other"));
        using var health = await Client.GetAsync(new Uri(server.Address, "health/live"));

        Assert.Equal(HttpStatusCode.UpgradeRequired, other.StatusCode);
        Assert.Equal(HttpStatusCode.OK, health.StatusCode);
    }
}
