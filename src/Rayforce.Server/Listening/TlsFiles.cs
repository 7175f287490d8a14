using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;
using Rayforce.Server.Diagnostics;

namespace Rayforce.Server;

/// <summary>The certificates of a listener, as they are in their files now.</summary>
internal sealed class TlsFiles
{
    /// <summary>What a certificate is for that a client shows.</summary>
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";

    /// <summary>How often the files are looked at, at most.</summary>
    private const long LookMilliseconds = 1000;

    private readonly RayServerTls _tls;
    private readonly ILogger _logger;
    private readonly Lock _lock = new();
    private byte[][] _bytes;
    private SslServerAuthenticationOptions _options;
    private long _looked = Environment.TickCount64;

    /// <summary>Reads the files.</summary>
    /// <exception cref="RayforceException">They cannot be read, or are no certificates; the message says why.</exception>
    public TlsFiles(RayServerTls tls, ILogger logger)
    {
        _tls = tls;
        _logger = logger;
        try
        {
            _bytes = Read();
            _options = Load();
        }
        catch (Exception exception) when (IsFault(exception))
        {
            throw new RayforceException(
                $"The certificate '{tls.CertificateFile}' cannot be used: {exception.Message}", exception);
        }
    }

    /// <summary>What to shake hands with.</summary>
    public SslServerAuthenticationOptions Options
    {
        get
        {
            lock (_lock)
            {
                if (Environment.TickCount64 - _looked >= LookMilliseconds)
                    Look();
                return _options;
            }
        }
    }

    private IEnumerable<string> Paths =>
        new[] { _tls.CertificateFile, _tls.KeyFile, _tls.ClientAuthorityFile }.OfType<string>();

    private void Look()
    {
        _looked = Environment.TickCount64;
        try
        {
            // What is in them tells more than their times: links may be turned to other files.
            var bytes = Read();
            if (bytes.Zip(_bytes).All(static each => each.First.AsSpan().SequenceEqual(each.Second)))
                return;
            _bytes = bytes;
            _options = Load();
            _logger.CertificateReloaded(_tls.CertificateFile);
        }
        catch (Exception exception) when (IsFault(exception))
        {
            _logger.CertificateKept(_tls.CertificateFile, exception.Message);
        }
    }

    private byte[][] Read() => [.. Paths.Select(File.ReadAllBytes)];

    private SslServerAuthenticationOptions Load()
    {
        var others = new X509Certificate2Collection();
        var certificate = IsPem(_bytes[0]) ? LoadPem(others) : LoadPkcs12(others);
        var options = new SslServerAuthenticationOptions
        {
            ServerCertificateContext = SslStreamCertificateContext.Create(certificate, others, offline: true),
        };
        if (_tls.ClientAuthorityFile is { } file)
        {
            var authorities = new X509Certificate2Collection();
            authorities.ImportFromPemFile(file);
            if (authorities.Count == 0)
                throw new CryptographicException($"There is no certificate in '{file}'.");
            options.ClientCertificateRequired = true;
            options.RemoteCertificateValidationCallback = (_, shown, _, _) => IsIssued(shown, authorities);
        }

        return options;
    }

    private X509Certificate2 LoadPem(X509Certificate2Collection others)
    {
        others.ImportFromPemFile(_tls.CertificateFile);
        return _tls.KeyPassword is { } password
            ? X509Certificate2.CreateFromEncryptedPemFile(_tls.CertificateFile, password, _tls.KeyFile)
            : X509Certificate2.CreateFromPemFile(_tls.CertificateFile, _tls.KeyFile);
    }

    private X509Certificate2 LoadPkcs12(X509Certificate2Collection others)
    {
        others.AddRange(X509CertificateLoader.LoadPkcs12Collection(_bytes[0], _tls.KeyPassword));
        return others.FirstOrDefault(static each => each.HasPrivateKey)
            ?? throw new CryptographicException("There is no private key in it.");
    }

    private static bool IsPem(byte[] bytes) => bytes.AsSpan().IndexOf("-----BEGIN "u8) >= 0;

    private static bool IsIssued(X509Certificate? shown, X509Certificate2Collection authorities)
    {
        if (shown is null)
            return false;
        using var certificate = new X509Certificate2(shown);
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(ClientAuthentication));
        return chain.Build(certificate);
    }

    private static bool IsFault(Exception exception) =>
        exception is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException;
}
