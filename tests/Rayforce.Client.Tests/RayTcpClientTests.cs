using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Rayforce.Client.Tests.Support;
using Rayforce.Ipc;
using Rayforce.Server;
using Rayforce.TestServers;
using Rayforce.WebSocket;

namespace Rayforce.Client.Tests;

public class RayTcpClientTests
{
    [Theory]
    [InlineData("rayforce://localhost:5000", "RayTcpClient(rayforce://localhost:5000)")]
    [InlineData("rayforces://bob:secret@example.org:1", "RayTcpClient(rayforces://example.org:1)")]
    [InlineData("rayforce://[::1]:65535", "RayTcpClient(rayforce://[::1]:65535)")]
    public void A_client_is_called_by_its_url_without_the_credentials(string url, string text) =>
        Assert.Equal(text, new RayTcpClient(new Uri(url)).ToString());

    [Theory]
    [InlineData("ws://localhost:5000")]
    [InlineData("rayforce://localhost")]
    [InlineData("rayforce:5000")]
    [InlineData("/rayforce")]
    public void A_url_of_another_kind_is_refused(string url) =>
        Assert.Throws<ArgumentException>(() => new RayTcpClient(new Uri(url, UriKind.RelativeOrAbsolute)));

    [Theory]
    [InlineData(0)]
    [InlineData(65536)]
    public void A_port_that_there_is_not_is_refused(int port) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new RayTcpClient("localhost", port));

    [Fact]
    public void Options_refuse_what_makes_no_sense_and_tell_no_secrets()
    {
        Assert.Throws<ArgumentException>(() => new RayTcpClientOptions { Credentials = new string('x', 255) });
        Assert.Throws<ArgumentException>(() => new RayTcpClientOptions { Credentials = "a\0b" });
        Assert.Throws<ArgumentException>(
            () => new RayTcpClient(new Uri($"rayforce://{new string('x', 255)}@localhost:1")));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RayTcpClientOptions { WireVersion = (WireVersion)2 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new RayTcpClientOptions { CallTimeout = TimeSpan.Zero });
        Assert.Throws<ArgumentOutOfRangeException>(() => new RayTcpClientOptions { MaxMessageSize = 15 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new RayTcpClientOptions { CompressionThreshold = 1999 });
        Assert.Equal(
            "RayTcpClientOptions(wireVersion=any)", new RayTcpClientOptions { Credentials = "secret" }.ToString());
    }

    [Fact]
    public async Task A_port_where_nobody_listens_is_told_as_such()
    {
        int port;
        await using (var server = FakeServer.Start(_ => Task.CompletedTask))
            port = server.Port;
        var exception = await Assert.ThrowsAsync<RayforceTcpException>(
            () => new RayTcpClient("127.0.0.1", port).ConnectAsync());
        Assert.Equal(ConnectionErrorReason.ConnectFailed, exception.Reason);
        Assert.IsAssignableFrom<SocketException>(exception.InnerException);
        Assert.Contains($"rayforce://127.0.0.1:{port}", exception.Message);
    }

    [Theory]
    [InlineData("", ConnectionErrorReason.HandshakeFailed, "closed")]
    [InlineData("02", ConnectionErrorReason.HandshakeFailed, "the byte 02")]
    [InlineData("48545450", ConnectionErrorReason.HandshakeFailed, "the byte 48")]
    [InlineData("03", ConnectionErrorReason.HandshakeFailed, "closed")]
    [InlineData("0302", ConnectionErrorReason.HandshakeFailed, "03 02")]
    [InlineData("0301", ConnectionErrorReason.HandshakeFailed, "wants credentials")]
    public async Task A_server_that_answers_otherwise_is_none(string answer, ConnectionErrorReason reason, string why)
    {
        await using var server = FakeServer.Start(async client =>
        {
            await client.ReceiveAsync(2);
            await client.SendAsync(Convert.FromHexString(answer));
        });
        var exception = await Assert.ThrowsAsync<RayforceTcpException>(() => server.ConnectAsync());
        Assert.Equal(reason, exception.Reason);
        Assert.Contains(why, exception.Message);
    }

    [Fact]
    public async Task A_server_of_the_other_generation_is_refused_when_one_was_asked_for()
    {
        await using var server = FakeServer.Start(client => client.SendAsync([1]));
        var exception = await Assert.ThrowsAsync<RayforceTcpException>(
            () => server.ConnectAsync(new RayTcpClientOptions { WireVersion = WireVersion.V3 }));
        Assert.Equal(ConnectionErrorReason.HandshakeFailed, exception.Reason);
        Assert.Contains("wire version 1", exception.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("03")]
    [InlineData("0301")]
    public async Task A_server_that_falls_silent_in_the_handshake_is_given_up(string answer)
    {
        var released = new TaskCompletionSource();
        await using var server = FakeServer.Start(async client =>
        {
            await client.SendAsync(Convert.FromHexString(answer));
            await released.Task;
        });
        var exception = await Assert.ThrowsAsync<RayforceTcpException>(() => server.ConnectAsync(
            new RayTcpClientOptions { HandshakeTimeout = TimeSpan.FromMilliseconds(100), Credentials = "x" }));
        Assert.Equal(ConnectionErrorReason.TimedOut, exception.Reason);
        Assert.IsType<TimeoutException>(exception.InnerException);

        released.SetResult();
    }

    [Fact]
    public async Task An_attempt_can_be_cancelled()
    {
        using var cancellation = new CancellationTokenSource();
        await using var server = FakeServer.Start(async client =>
        {
            await client.ReceiveAsync(2);
            await cancellation.CancelAsync();
            await client.AssertClosedAsync();
        });
        var exception = await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => new RayTcpClient("127.0.0.1", server.Port).ConnectAsync(cancellation.Token));
        Assert.Equal(cancellation.Token, exception.CancellationToken);
        await server.Done;
    }

    [Theory]
    [InlineData("bob:s3cret@", null)]
    [InlineData("s3cret@", "bob:wrong")]
    [InlineData("", "bob:s3cret")]
    [InlineData("bob:s%33cret@", null)]
    public async Task Credentials_come_from_the_url_or_the_options(string userInfo, string? credentials)
    {
        await using var running = await RunningServer.StartWithTcpAsync(
            configure: options => options with { Password = "s3cret" });
        var client = new RayTcpClient(
            new Uri($"rayforce://{userInfo}127.0.0.1:{running.TcpPort}"),
            new RayTcpClientOptions { Credentials = credentials });
        await using var connection = await client.ConnectAsync();
        Assert.Equal(new RayString("hello"), await connection.ExecuteAsync("hello"));
    }

    [Fact]
    public async Task Wrong_credentials_are_told_as_such()
    {
        await using var running = await RunningServer.StartWithTcpAsync(
            configure: options => options with { Password = "s3cret" });
        var exception = await Assert.ThrowsAsync<RayforceTcpException>(
            () => running.ConnectTcpAsync(new RayTcpClientOptions { Credentials = "bob:wrong" }));
        Assert.Equal(ConnectionErrorReason.HandshakeFailed, exception.Reason);
        Assert.Contains("rejected the credentials", exception.Message);
        Assert.DoesNotContain("wrong", exception.Message);
    }

    [Fact]
    public async Task One_entry_takes_the_urls_of_both_transports()
    {
        await using var running = await RunningServer.StartWithTcpAsync();
        foreach (var url in new[] { running.Server.Endpoint, running.Server.TcpEndpoint })
        {
            await using var connection = await RayforceClient.ConnectAsync(url!.ToString());
            Assert.Equal(new RayString("hello"), await connection.ExecuteAsync("hello"));
            Assert.Equal(new RayVerboseReply("printed", new RayString("x")), await connection.ExecuteVerboseAsync("x"));
            Assert.Contains(connection.GetType().Name, connection.ToString());
        }

        foreach (var options in new RayClientOptions[]
                 {
                     new() { WireVersion = WireVersion.V1 },
                     new WSClientOptions { WireVersion = WireVersion.V1 },
                     new RayTcpClientOptions { WireVersion = WireVersion.V1 },
                 })
        {
            foreach (var url in new[] { running.Server.Endpoint, running.Server.TcpEndpoint })
            {
                await using var connection = await RayforceClient.ConnectAsync(url!.ToString(), options);
                Assert.Equal(WireVersion.V1, connection.WireVersion);
            }
        }

        await Assert.ThrowsAsync<ArgumentException>(() => RayforceClient.ConnectAsync("http://localhost"));
    }

    [Fact]
    public async Task Under_tls_the_certificate_decides()
    {
        using var certificate = CreateCertificate();
        await using var app = await StartTlsAsync(certificate);
        var port = new Uri(
            app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()).Port;
        var endpoint = new Uri($"rayforces://127.0.0.1:{port}");

        var exception = await Assert.ThrowsAsync<RayforceTcpException>(() => new RayTcpClient(endpoint).ConnectAsync());
        Assert.Equal(ConnectionErrorReason.ConnectFailed, exception.Reason);

        RemoteCertificateValidationCallback isOurs =
            (_, presented, _, _) => presented!.GetCertHashString() == certificate.GetCertHashString();
        await using var connection =
            await new RayTcpClient(endpoint, new RayTcpClientOptions { CertificateValidation = isOurs }).ConnectAsync();
        var large = new RayVector<long>(Enumerable.Range(0, 200_000).Select(i => (long)i * i).ToArray());
        Assert.Equal(large, await connection.ExecuteAsync(large));
    }

    private static X509Certificate2 CreateCertificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }

    private static async Task<WebApplication> StartTlsAsync(X509Certificate2 certificate)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(
            IPAddress.Loopback, 0, listen =>
                listen.UseHttps(new HttpsConnectionAdapterOptions { ServerCertificate = certificate }).UseRayforce()));
        builder.Services.AddRayforce(new WSServerOptions { Engine = FakeEngine.Echo() });
        var app = builder.Build();
        await app.StartAsync();
        return app;
    }
}
