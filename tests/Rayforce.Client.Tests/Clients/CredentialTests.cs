using System.Collections.Concurrent;
using Rayforce.Client.Tests.Support;
using Rayforce.TestServers;

namespace Rayforce.Client.Tests.Clients;

/// <summary>Credentials and options of a client, which are asked for at each connect.</summary>
public class CredentialTests
{
    [Fact]
    public async Task Credentials_and_options_are_asked_for_anew_at_each_connect()
    {
        var accepted = new ConcurrentQueue<string>();
        await using var server = FakeServer.StartAccepting(async accept =>
        {
            for (var i = 0; i < 3; i++)
            {
                using var client = await accept();
                Assert.Equal([3, 0], await client.ReceiveAsync(2));
                await client.SendAsync([3, 1]);
                var length = (await client.ReceiveAsync(1))[0];
                accepted.Enqueue(System.Text.Encoding.UTF8.GetString(await client.ReceiveAsync(length)).TrimEnd('\0'));
                await client.SendAsync([0]);
                await client.ReceiveFrameAsync();
            }
        });
        var (asked, configured) = (0, 0);
        await using var client = new RayClient(
            RayClientSettings.Parse($"rayforce://127.0.0.1:{server.Port}?{ClientTarget.Quickly}") with
            {
                CredentialsProvider = _ => new ValueTask<string?>($"bob:{++asked}"),
                ConnectionProvider = _ =>
                {
                    configured++;
                    return new ValueTask<RayClientOptions>(new RayClientOptions { CallTimeout = TimeSpan.FromMinutes(1) });
                },
            });

        for (var i = 0; i < 3; i++)
            await Assert.ThrowsAsync<RayforceTcpException>(() => client.ExecuteAsync(1));

        Assert.Equal(["bob:1", "bob:2", "bob:3"], accepted);
        Assert.True(configured >= 3);
    }

    [Fact]
    public async Task A_provider_that_fails_fails_the_connect_with_its_reason()
    {
        await using var client = new RayClient(RayClientSettings.Parse("rayforce://127.0.0.1:1") with
        {
            CredentialsProvider = _ => throw new InvalidOperationException("The vault is shut."),
        });

        var failure = await Assert.ThrowsAsync<RayforceClientException>(() => client.ExecuteAsync(1));

        Assert.Contains("The vault is shut.", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bob:s3cret", true)]
    [InlineData("b%40b:p%3Aw%2Fd", true)]
    [InlineData("wrong", false)]
    public async Task Credentials_of_a_connection_string_reach_every_server(string credentials, bool isRight)
    {
        foreach (var scheme in new[] { "rayforce", "ws" })
        {
            await using var server = await RunningServer.StartWithTcpAsync(
                FakeEngine.Echo(),
                options => options with { Password = Uri.UnescapeDataString(credentials[(credentials.IndexOf(':') + 1)..]) + (isRight ? "" : "!") });
            var port = scheme == "ws" ? server.Server.Port : server.TcpPort;
            await using var client = new RayClient($"{scheme}://{credentials}@127.0.0.1:{port}");
            if (isRight)
            {
                Assert.Equal(1, await client.ExecuteAsync(1));
                continue;
            }

            var failure = await Assert.ThrowsAnyAsync<RayforceConnectionException>(() => client.ExecuteAsync(1));
            Assert.False(failure.IsTransient);
        }
    }
}
