using Rayforce.Client.Tests.Support;
using Rayforce.Ipc;
using Rayforce.Server.Engines;
using Rayforce.TestServers;
using Rayforce.TestSupport;

namespace Rayforce.Client.Tests.Subscriptions;

/// <summary>Topics through the long-lived client: this library's server over both transports, and native ones.</summary>
public class SubscriptionTests
{
    private const string Quickly = "reconnectDelay=10ms&maxReconnectDelay=100ms";

    [SkippableTheory]
    [InlineData("rayforce")]
    [InlineData("ws")]
    [InlineData("native")]
    public async Task Updates_come_typed_and_numbered(string server)
    {
        await using var running = await StartAsync(server);
        await using var client = new RayClient($"{running.Url}?{Quickly}");
        var reading = ReadAsync(client.SubscribeAsync<long>("px"), 3);

        await PublishAsync(client, "px", 10, 20, 30);

        Assert.Equal(
            [
                new Update<long>("px", 1, 10, 0, false), new Update<long>("px", 2, 20, 0, false),
                new Update<long>("px", 3, 30, 0, false),
            ],
            await reading);
    }

    [SkippableTheory]
    [InlineData("rayforce")]
    [InlineData("ws")]
    [InlineData("native")]
    public async Task Every_reader_gets_every_update_of_his_topic_until_he_leaves(string server)
    {
        await using var running = await StartAsync(server);
        await using var client = new RayClient($"{running.Url}?{Quickly}");
        var one = ReadAsync(client.SubscribeAsync<long>("a"), 2);
        var other = ReadAsync(client.SubscribeAsync<long>("a"), 4);
        var elsewhere = ReadAsync(client.SubscribeAsync<string>("b"), 1);
        await Eventually.HoldsAsync(() => TopicServer.CountSubscriptions(client) == 2);
        await Task.Delay(200);

        Assert.Equal(4, (await PublishAsync(client, "a", 1, 2, 3, 4)).Last());
        await client.ExecuteAsync("(.mc.pub 'b \"text\")");

        Assert.Equal([1, 2], (await one).Select(update => update.Payload));
        Assert.Equal([1, 2, 3, 4], (await other).Select(update => update.Payload));
        Assert.Equal(["text"], (await elsewhere).Select(update => update.Payload));
        await Eventually.HoldsAsync(() => TopicServer.CountSubscriptions(client) == 0);
        Assert.Equal([0L], await PublishOnceAsync(client, "a", 5));
    }

    [SkippableTheory]
    [InlineData("rayforce")]
    [InlineData("native")]
    public async Task After_a_restart_of_the_server_the_topic_is_subscribed_again_and_the_restart_is_reported(string server)
    {
        var running = await StartAsync(server);
        await using var client = new RayClient($"{running.Url}?{Quickly}");
        var updates = client.SubscribeAsync<long>("px").GetAsyncEnumerator();
        var first = updates.MoveNextAsync().AsTask();
        await PublishAsync(client, "px", 1, 2, 3);
        Assert.True(await first);
        Assert.Equal(1, updates.Current.Sequence);
        Assert.True(await updates.MoveNextAsync());
        Assert.True(await updates.MoveNextAsync());

        await running.RestartAsync();
        await using var restarted = running;
        var next = updates.MoveNextAsync().AsTask();
        await PublishAsync(client, "px", 7);
        Assert.True(await next);

        Assert.Equal(new Update<long>("px", 1, 7, 0, true), updates.Current);
        await updates.DisposeAsync();
    }

    [Fact]
    public async Task Gaps_and_restarts_are_told_by_the_numbers()
    {
        await using var server = PublishingServer([[(3, 30), (5, 50), (6, 60)], [(9, 90), (2, 20), (3, 30)]]);
        await using var client = new RayClient($"rayforce://127.0.0.1:{server.Port}?{Quickly}");

        var updates = await ReadAsync(client.SubscribeAsync<long>("t"), 6);

        Assert.Equal(
            [
                new Update<long>("t", 3, 30, 2, false), new Update<long>("t", 5, 50, 1, false),
                new Update<long>("t", 6, 60, 0, false), new Update<long>("t", 9, 90, 2, false),
                new Update<long>("t", 2, 20, 1, true), new Update<long>("t", 3, 30, 0, false),
            ],
            updates);
    }

    [Theory]
    [InlineData(RayBufferPolicy.DropOldest, new long[] { 1, 99, 100 }, new long[] { 0, 97, 0 })]
    [InlineData(RayBufferPolicy.DropNewest, new long[] { 1, 2, 3 }, new long[] { 0, 0, 0 })]
    public async Task A_full_buffer_drops_what_its_policy_says_and_tells_how_many(
        RayBufferPolicy policy, long[] numbers, long[] missed)
    {
        var (reader, client, server) = await FillAsync(policy);
        await using var disposed = client;
        await using var running = server;
        var read = new List<Update<long>> { reader.Current };
        while (read.Count < 3 && await reader.MoveNextAsync())
            read.Add(reader.Current);

        Assert.Equal(numbers, read.Select(update => update.Sequence));
        Assert.Equal(missed, read.Select(update => update.Missed));
        await reader.DisposeAsync();
    }

    [Fact]
    public async Task A_full_buffer_ends_a_subscription_whose_policy_is_to_fail()
    {
        var (reader, client, server) = await FillAsync(RayBufferPolicy.Fail);
        await using var disposed = client;
        await using var running = server;

        var failure = await Assert.ThrowsAsync<RaySubscriptionException>(async () =>
        {
            while (await reader.MoveNextAsync())
            {
            }
        });

        Assert.Equal("t", failure.Topic);
        await reader.DisposeAsync();
    }

    [Fact]
    public async Task A_payload_of_another_type_is_an_InvalidCastException()
    {
        await using var running = await StartAsync("rayforce");
        await using var client = new RayClient(running.Url);
        var reading = ReadAsync(client.SubscribeAsync<RayTable>("px"), 1);

        await PublishAsync(client, "px", 1);

        await Assert.ThrowsAsync<InvalidCastException>(() => reading);
    }

    [Fact]
    public async Task Closing_the_client_and_cancelling_end_a_subscription()
    {
        await using var running = await StartAsync("ws");
        var client = new RayClient(running.Url);
        using var cancellation = new CancellationTokenSource();
        var cancelled = ReadAsync(client.SubscribeAsync<long>("px", cancellationToken: cancellation.Token), 1);
        var closed = ReadAsync(client.SubscribeAsync<long>("px"), 1);
        await Eventually.HoldsAsync(() => TopicServer.CountSubscriptions(client) == 1);

        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        await client.DisposeAsync();

        Assert.Empty(await closed);
    }

    [Fact]
    public async Task A_server_without_pushes_refuses_subscriptions_with_the_reason()
    {
        await using var running = await RunningServer.StartAsync(new RayfallEngine());
        await using var client = new RayClient($"ws://127.0.0.1:{running.Server.Port}?negotiateSubprotocol=false");

        var failure = await Assert.ThrowsAsync<RayforceClientException>(
            () => ReadAsync(client.SubscribeAsync<long>("px"), 1));

        Assert.Equal(ConnectionErrorReason.NotSupported, failure.Reason);
    }

    private static Task<TopicServer> StartAsync(string server) => TopicServer.StartAsync(server);

    private static async Task<List<Update<T>>> ReadAsync<T>(IAsyncEnumerable<Update<T>> updates, int count)
    {
        var read = new List<Update<T>>();
        await foreach (var update in updates)
        {
            read.Add(update);
            if (read.Count == count)
                break;
        }

        return read;
    }

    /// <summary>Publishes, the first one as soon as somebody listens.</summary>
    private static async Task<List<long>> PublishAsync(RayClient client, string topic, params long[] values)
    {
        await Eventually.SucceedsAsync(async () => await client.ExecuteAsync<long>("(at (.mc.stats) 'subscriptions)") > 0
            ? true
            : throw new InvalidOperationException("Nobody listens."));
        return await PublishOnceAsync(client, topic, values);
    }

    private static async Task<List<long>> PublishOnceAsync(RayClient client, string topic, params long[] values)
    {
        var numbers = new List<long>();
        foreach (var value in values)
            numbers.Add(await client.ExecuteAsync<long>($"(.mc.pub '{topic} {value})"));
        return numbers;
    }

    /// <summary>A subscription that has read one update, and in whose buffer of two more than two others have come.</summary>
    private static async Task<(IAsyncEnumerator<Update<long>> Reader, RayClient Client, FakeServer Server)> FillAsync(
        RayBufferPolicy policy)
    {
        var server = PublishingServer([[.. Enumerable.Range(1, 100).Select(number => ((long)number, (long)number))]]);
        var client = new RayClient($"rayforce://127.0.0.1:{server.Port}?{Quickly}");
        var options = new RaySubscriptionOptions { BufferSize = 2, Policy = policy };
        var reader = client.SubscribeAsync<long>("t", options).GetAsyncEnumerator();
        Assert.True(await reader.MoveNextAsync());
        // All have been sent when another connection is served.
        await client.ExecuteAsync(1);
        await Task.Delay(300);
        return (reader, client, server);
    }

    /// <summary>
    /// A server that says 1 to a subscription, and publishes then; after the last publication of a connection it waits for
    /// the first to be read, sends the others, and closes.
    /// </summary>
    private static FakeServer PublishingServer((long Number, long Value)[][] publications) =>
        FakeServer.StartAccepting(async accept =>
        {
            foreach (var (connection, those) in publications.Index())
            {
                var client = await accept();
                await client.ReceiveAsync(2);
                await client.SendAsync([3, 0]);
                await client.ReceiveFrameAsync();
                await client.SendFrameAsync(1L, MessageType.Response);
                foreach (var (index, (number, value)) in those.Index())
                {
                    await client.SendFrameAsync(
                        new RayList(
                            new RaySymbol("upd"), new RayString("t"), number,
                            new RayList(new RaySymbol("quote"), value)),
                        MessageType.Async);
                    if (index == 0)
                        await Task.Delay(300);
                }

                if (connection < publications.Length - 1)
                    client.Dispose();
            }

            // Another connection asks for what is no topic.
            while (true)
            {
                var client = await accept();
                await client.ReceiveAsync(2);
                await client.SendAsync([3, 0]);
                await client.ReceiveFrameAsync();
                await client.SendFrameAsync(1L, MessageType.Response);
            }
        });
}
