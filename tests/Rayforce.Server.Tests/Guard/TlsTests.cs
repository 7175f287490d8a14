using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Rayforce.Client;
using Rayforce.TestServers;
using Rayforce.TestSupport;
using Rayforce.WebSocket;

namespace Rayforce.Server.Tests.Guard;

/// <summary>TLS over both transports, with certificates made here.</summary>
public sealed class TlsTests : IDisposable
{
    // One pair for all: a certificate may not outlive the authority that issued it, be it by a second.
    private static readonly DateTimeOffset Start = DateTimeOffset.UtcNow.AddHours(-1);
    private static readonly DateTimeOffset End = DateTimeOffset.UtcNow.AddHours(1);

    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("rayforce-tls-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("two files")]
    [InlineData("one file")]
    [InlineData("encrypted key")]
    [InlineData("pfx")]
    [InlineData("pfx with a password")]
    public async Task Every_form_of_a_certificate_serves_both_transports(string form)
    {
        using var certificate = Create("localhost");
        await using var running = await StartAsync(Write(certificate, form));

        Assert.Equal("wss", running.Server.Endpoint.Scheme);
        Assert.Equal("rayforces", running.Server.TcpEndpoint!.Scheme);
        Assert.Equal(certificate.Thumbprint, await AskWebAsync(running));
        Assert.Equal(certificate.Thumbprint, await AskTcpAsync(running));
    }

    [Fact]
    public async Task A_changed_certificate_is_shown_and_a_broken_one_is_not()
    {
        using var log = new LogRecorder();
        using var first = Create("first");
        using var second = Create("second");
        var tls = Write(first, "two files");
        await using var running = await StartAsync(tls, log);
        Assert.Equal(first.Thumbprint, await AskWebAsync(running));

        await File.WriteAllTextAsync(tls.CertificateFile, "-----BEGIN CERTIFICATE-----\nbroken");
        await Eventually.SucceedsAsync(async () =>
        {
            Assert.Equal(first.Thumbprint, await AskWebAsync(running));
            Assert.Contains(log.Lines, line => line.Contains("cannot be read again"));
            return true;
        });

        Write(second, "two files");
        await Eventually.SucceedsAsync(async () =>
        {
            Assert.Equal(second.Thumbprint, await AskWebAsync(running));
            Assert.Equal(second.Thumbprint, await AskTcpAsync(running));
            return true;
        });
    }

    [Fact]
    public async Task Clients_need_a_certificate_of_the_authority_where_one_is_named()
    {
        using var certificate = Create("localhost");
        using var authority = CreateAuthority("ours");
        using var stranger = CreateAuthority("strangers");
        var file = Path.Combine(_folder.FullName, "clients.pem");
        await File.WriteAllTextAsync(file, authority.ExportCertificatePem());
        await using var running = await StartAsync(
            Write(certificate, "two files") with { ClientAuthorityFile = file });
        using var good = Issue(authority, ClientAuthentication);
        using var bad = Issue(stranger, ClientAuthentication);

        Assert.Equal(certificate.Thumbprint, await AskWebAsync(running, good));
        Assert.Equal(certificate.Thumbprint, await AskTcpAsync(running, good));
        foreach (var shown in new[] { bad, null })
        {
            await Assert.ThrowsAnyAsync<RayforceConnectionException>(() => AskWebAsync(running, shown));
            await Assert.ThrowsAnyAsync<RayforceConnectionException>(() => AskTcpAsync(running, shown));
        }
    }

    [Theory]
    [InlineData("missing")]
    [InlineData("empty")]
    [InlineData("no key")]
    [InlineData("another key")]
    public async Task A_certificate_that_cannot_be_used_is_named(string fault)
    {
        using var certificate = Create("localhost");
        using var other = Create("other");
        var tls = Write(certificate, "two files");
        if (fault == "missing")
            File.Delete(tls.CertificateFile);
        else if (fault == "empty")
            await File.WriteAllTextAsync(tls.CertificateFile, "");
        else if (fault == "no key")
            tls = tls with { KeyFile = null };
        else
            await File.WriteAllTextAsync(tls.KeyFile!, other.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());

        var exception = await Assert.ThrowsAsync<RayforceException>(() => StartAsync(tls));
        Assert.StartsWith($"The certificate '{tls.CertificateFile}' cannot be used: ", exception.Message);
    }

    private static Task<RunningServer> StartAsync(RayServerTls tls, LogRecorder? log = null) =>
        RunningServer.StartWithTcpAsync(configure: options => options with
        {
            Tls = tls, LoggerFactory = log ?? options.LoggerFactory,
        });

    /// <returns>The certificate that the server has shown.</returns>
    private static async Task<string> AskWebAsync(RunningServer running, X509Certificate2? shown = null)
    {
        var seen = "";
        var options = new WSClientOptions
        {
            CertificateValidation = (_, certificate, _, _) => (seen = certificate!.GetCertHashString()).Length > 0,
            ClientCertificates = shown is null ? null : [shown],
        };
        await using var connection =
            await new WSClient(new Uri($"wss://127.0.0.1:{running.Server.Port}"), options).ConnectAsync();
        Assert.Equal("x", await connection.ExecuteAsync("x"));
        return seen;
    }

    private static async Task<string> AskTcpAsync(RunningServer running, X509Certificate2? shown = null)
    {
        var seen = "";
        var options = new RayTcpClientOptions
        {
            CertificateValidation = (_, certificate, _, _) => (seen = certificate!.GetCertHashString()).Length > 0,
            ClientCertificates = shown is null ? null : [shown],
        };
        await using var connection =
            await new RayTcpClient(new Uri($"rayforces://127.0.0.1:{running.TcpPort}"), options).ConnectAsync();
        Assert.Equal("x", await connection.ExecuteAsync("x"));
        return seen;
    }

    private RayServerTls Write(X509Certificate2 certificate, string form)
    {
        var (file, key) = (Path.Combine(_folder.FullName, "server"), Path.Combine(_folder.FullName, "key"));
        var pem = certificate.ExportCertificatePem();
        var secret = certificate.GetECDsaPrivateKey()!;
        switch (form)
        {
            case "two files":
                File.WriteAllText(file, pem);
                File.WriteAllText(key, secret.ExportPkcs8PrivateKeyPem());
                return new RayServerTls { CertificateFile = file, KeyFile = key };
            case "one file":
                File.WriteAllText(file, pem + "\n" + secret.ExportPkcs8PrivateKeyPem());
                return new RayServerTls { CertificateFile = file };
            case "encrypted key":
                File.WriteAllText(file, pem);
                File.WriteAllText(key, secret.ExportEncryptedPkcs8PrivateKeyPem(
                    "word", new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000)));
                return new RayServerTls { CertificateFile = file, KeyFile = key, KeyPassword = "word" };
            case "pfx":
                File.WriteAllBytes(file, certificate.Export(X509ContentType.Pkcs12));
                return new RayServerTls { CertificateFile = file };
            default:
                File.WriteAllBytes(file, certificate.Export(X509ContentType.Pkcs12, "word"));
                return new RayServerTls { CertificateFile = file, KeyPassword = "word" };
        }
    }

    private static X509Certificate2 Create(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256).CreateSelfSigned(Start, End);
    }

    private static X509Certificate2 CreateAuthority(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return request.CreateSelfSigned(Start, End);
    }

    private static X509Certificate2 Issue(X509Certificate2 authority, string purpose)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=client", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(purpose)], false));
        using var issued = request.Create(authority, Start, End, [1, 2, 3, 4]);
        return issued.CopyWithPrivateKey(key);
    }
}
