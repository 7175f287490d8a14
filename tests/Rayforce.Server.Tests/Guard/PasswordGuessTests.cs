using System.Diagnostics.Metrics;
using System.Net;
using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Rayforce.TestServers;
using Rayforce.WebSocket;

namespace Rayforce.Server.Tests.Guard;

/// <summary>Guessing passwords is noticed, counted and slow, over both transports.</summary>
public class PasswordGuessTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Wrong_passwords_are_logged_with_their_address_counted_and_each_delays_the_next(bool tcp)
    {
        using var log = new LogRecorder();
        using var listener = new MeterListener();
        long counted = 0;
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Name == "rayforce.server.wrong_passwords")
                self.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((_, value, _, _) => Interlocked.Add(ref counted, value));
        listener.Start();
        await using var running = await StartAsync(log, TimeSpan.FromSeconds(30));
        for (var i = 1; i <= 3; i++)
        {
            Assert.False(await TryGuessAsync(running, "wrong", tcp));
            Assert.Contains(log.Lines, line =>
                line.StartsWith("Warning: A wrong password from 127.0.0.1:", StringComparison.Ordinal)
                && line.Contains($"number {i} of late; the next one from there waits 00:00:0{(1 << (i - 1)) / 4.0:0.##}"));
        }

        Assert.True(await TryGuessAsync(running, "right", tcp));
        Assert.InRange(Volatile.Read(ref counted), 3, long.MaxValue);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Only_a_few_guesses_wait_and_the_others_are_not_even_looked_at(bool tcp)
    {
        using var log = new LogRecorder();
        await using var running = await StartAsync(log, TimeSpan.FromSeconds(3));
        for (var i = 0; i < 3; i++)
            await TryGuessAsync(running, "wrong", tcp);
        var guesses = await Task.WhenAll(
            Enumerable.Range(0, 40).Select(_ => TryGuessAsync(running, "right", tcp)));
        Assert.Contains(false, guesses);
        Assert.Contains(log.Lines, line => line.Contains("too many wrong passwords"));
    }

    [Fact]
    public async Task Addresses_are_told_apart_networks_are_not_and_only_so_many_are_remembered()
    {
        using var log = new LogRecorder();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<ILoggerFactory>(log);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddRayforce(new RayServerOptions { Password = "right" });
        await using var app = builder.Build();
        var from = IPAddress.Loopback;
        app.Use((context, next) =>
        {
            context.Connection.RemoteIpAddress = from;
            return next(context);
        });
        app.MapRayforce();
        await app.StartAsync();

        await GuessFromAsync("2001:db8::1", 1);
        await GuessFromAsync("2001:db8::2", 2);
        await GuessFromAsync("2001:db8:0:1::1", 1);
        await GuessFromAsync("192.0.2.1", 1);
        await GuessFromAsync("192.0.2.2", 1);
        await GuessFromAsync("::ffff:192.0.2.2", 2);
        for (var i = 0; i < 1024; i++)
            await GuessFromAsync($"198.{i / 256}.{i % 256}.1", 1);
        // It has made room for the others.
        await GuessFromAsync("192.0.2.1", 1);

        async Task GuessFromAsync(string address, int count)
        {
            from = IPAddress.Parse(address);
            using var client = new ClientWebSocket();
            client.Options.SetRequestHeader("Authorization", "Basic OndyaG9uZw==");
            await Assert.ThrowsAsync<WebSocketException>(() => client.ConnectAsync(
                new UriBuilder(app.Urls.Single()) { Scheme = "ws" }.Uri, CancellationToken.None));
            Assert.Contains($", number {count} of late", log.Lines.Last(line => line.Contains("A wrong password from")));
        }
    }

    private static Task<RunningServer> StartAsync(LogRecorder log, TimeSpan handshake) => RunningServer.StartWithTcpAsync(
        configure: options => options with
        {
            Password = "right", LoggerFactory = log, HandshakeTimeout = handshake,
        });

    private static async Task<bool> TryGuessAsync(RunningServer running, string password, bool tcp)
    {
        if (!tcp)
            return await TryUpgradeAsync(running, password);
        using var client = await RawSocket.ConnectAsync(running.TcpPort);
        await client.SendAsync([3, 0, (byte)(password.Length + 1), .. Encoding.UTF8.GetBytes(password), 0]);
        return await client.ReceiveAsync(3) is [3, 1, 0];
    }

    private static async Task<bool> TryUpgradeAsync(RunningServer running, string password)
    {
        try
        {
            var client = new WSClient(new Uri($"ws://user:{password}@127.0.0.1:{running.Server.Port}"));
            await using var connection = await client.ConnectAsync();
            return true;
        }
        catch (RayforceWSException)
        {
            return false;
        }
    }
}
