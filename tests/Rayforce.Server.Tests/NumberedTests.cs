using System.Net.WebSockets;
using Rayforce.Ipc;
using Rayforce.Server.Engines;
using Rayforce.Server.Tests.Support;
using Rayforce.TestServers;
using Rayforce.WebSocket;

namespace Rayforce.Server.Tests;

/// <summary>The subprotocol rayforce.ipc.2: requests by number, given up, bounded, in batches, explained.</summary>
public class NumberedTests
{
    private const string Table = "(set t (table [k v s] (list (til 300000) (* 0.5 (til 300000)) (take ['a 'bb 'ccc] 300000))))";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Our_client_and_our_server_speak_it()
    {
        await using var running = await RunningServer.StartAsync();
        await using var connection = await ConnectAsync(running);
        Assert.True(connection.NumbersRequests);
        Assert.True(connection.HasSubprotocol);
        await using var plain = await ConnectAsync(running, new WSClientOptions { NumberRequests = false });
        Assert.False(plain.NumbersRequests);
        Assert.True(plain.HasSubprotocol);
    }

    [Fact]
    public async Task A_call_that_is_given_up_is_evaluated_no_more()
    {
        await using var engine = new RayfallEngine();
        await using var running = await RunningServer.StartAsync(engine);
        await using var connection = await ConnectAsync(running);
        using var cancellation = new CancellationTokenSource();
        var endless = connection.ExecuteAsync("(while true null)", cancellation.Token);
        var waiting = connection.ExecuteAsync("(set never 1)", cancellation.Token);
        // One at a time is evaluated: this one comes when the endless one has been stopped.
        var next = connection.ExecuteAsync("(+ 1 2)");
        await Task.Delay(50);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => endless);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.Equal(3L, (await next.WaitAsync(Patience)).As<long>());
        // What waited for its turn when it was given up has not been evaluated.
        var missing = await Assert.ThrowsAsync<RayforceQueryException>(() => connection.ExecuteAsync("never"));
        Assert.Equal("name", missing.Code);
    }

    [Fact]
    public async Task The_patience_of_a_client_bounds_the_evaluation()
    {
        await using var engine = new RayfallEngine();
        await using var running = await RunningServer.StartAsync(engine);
        using var client = await ConnectRawAsync(running);
        await client.SendAsync(Numbered("(while true null)", number: 1, milliseconds: 200));
        var (value, note) = Split((await client.ReceiveAsync())!);
        Assert.Equal("cancel", Assert.IsType<RayError>(value).Code);
        Assert.Equal("The client waited no longer than 200 ms.", ((RayError)value).Message);
        Assert.Equal((2, 1), (note[0], note[4]));
    }

    [Theory]
    [InlineData("(select {from: t})")]
    [InlineData("(select {from: t where: (> k 1000)})")]
    [InlineData("(select {from: t s: s w: (+ k v)})")]
    [InlineData("(select {from: t desc: k})")]
    [InlineData("(select {from: t by: k c: (sum v)})")]
    [InlineData("t")]
    public async Task Batches_are_the_rows_of_the_whole_reply(string source)
    {
        await using var engine = new RayfallEngine();
        await using var running = await RunningServer.StartAsync(engine);
        await using var numbered = await ConnectAsync(running);
        await using var plain = await ConnectAsync(running, new WSClientOptions { NumberRequests = false });
        await numbered.ExecuteAsync(Table);
        var whole = (await numbered.ExecuteAsync(source)).As<RayTable>();
        foreach (var connection in new[] { numbered, plain })
        {
            var row = 0;
            await foreach (var batch in connection.ExecuteBatchesAsync(source, 7001))
            {
                Assert.InRange(batch.RowCount, 1, 7001);
                Assert.Equal(whole.Slice(row, batch.RowCount), batch);
                row += batch.RowCount;
            }

            Assert.Equal(whole.RowCount, row);
        }
    }

    [Fact]
    public async Task Columns_of_every_type_come_in_batches()
    {
        RayObject[] columns =
        [
            new RayVector<bool>(true, false, true, true, false),
            new RayVector<byte>(1, 2, 3, 4, 5),
            new RayVector<short>(1, short.MinValue, 3, 4, 5),
            new RayVector<int>(1, 2, 3, int.MinValue, 5),
            new RayVector<long>(long.MinValue, 2, 3, 4, 5),
            new RayVector<float>(1, 2, float.NaN, 4, 5),
            new RayVector<double>(1, 2, 3, 4, double.NaN),
            new RayVector<RayGuid>([.. Enumerable.Range(0, 5).Select(i => new RayGuid(i == 1 ? Guid.Empty : Guid.NewGuid()))]),
            new RayVector<RayDate>([.. Enumerable.Range(0, 5).Select(i => new RayDate(i))]),
            new RayVector<RayTime>([.. Enumerable.Range(0, 5).Select(i => new RayTime(i))]),
            new RayVector<RayTimestamp>([.. Enumerable.Range(0, 5).Select(i => new RayTimestamp(i))]),
            new RayVector<RayTimespan>([.. Enumerable.Range(0, 5).Select(i => new RayTimespan(i))]),
            new RaySymbolVector("a", "", "ccc", "dd", "e"),
            new RayStringVector("", "two", "three", "ñ", ""),
            new RayList(1L, "x", new RayVector<long>(1, 2), new RayList(), RayNull.Instance),
        ];
        var names = new RaySymbolVector([.. columns.Select((_, i) => $"c{i}")]);
        var table = new RayTable(names, new RayList(columns));
        await using var running = await RunningServer.StartAsync(FakeEngine.Echo());
        await using var connection = await ConnectAsync(running);
        for (var rows = 1; rows <= 6; rows++)
        {
            var row = 0;
            await foreach (var batch in connection.ExecuteBatchesAsync(table, rows))
            {
                Assert.Equal(RaySerializer.SerializeFrame(Rebuilt(table, row, batch.RowCount)), RaySerializer.SerializeFrame(batch));
                row += batch.RowCount;
            }

            Assert.Equal(5, row);
        }
    }

    [Fact]
    public async Task A_reply_that_waits_for_its_client_holds_up_no_other()
    {
        await using var engine = new RayfallEngine(maxConcurrency: 1);
        await using var running = await RunningServer.StartAsync(engine);
        await using var connection = await ConnectAsync(running);
        await connection.ExecuteAsync(Table);
        foreach (var source in new[] { "(select {from: t})", "(select {from: t desc: k})" })
        {
            var rows = 0L;
            await foreach (var batch in connection.ExecuteBatchesAsync(source, 1000))
            {
                // Three hundred batches, of which four are here: the server waits, and answers this meanwhile.
                if (rows == 0)
                    Assert.Equal(300000L, (await connection.ExecuteAsync("(count t)").WaitAsync(Patience)).As<long>());
                rows += batch.RowCount;
            }

            Assert.Equal(300000, rows);
        }
    }

    [Fact]
    public async Task A_loop_that_is_left_ends_the_request()
    {
        await using var engine = new RayfallEngine(maxConcurrency: 1);
        await using var running = await RunningServer.StartAsync(engine);
        await using var connection = await ConnectAsync(running);
        await connection.ExecuteAsync(Table);
        for (var i = 0; i < 200; i++)
        {
            await foreach (var batch in connection.ExecuteBatchesAsync("(select {from: t})", 100))
                break;
        }

        Assert.Equal(3L, (await connection.ExecuteAsync("(+ 1 2)").WaitAsync(Patience)).As<long>());
    }

    [Fact]
    public async Task Errors_and_other_results_come_instead_of_batches()
    {
        await using var engine = new RayfallEngine();
        await using var running = await RunningServer.StartAsync(engine);
        await using var connection = await ConnectAsync(running);
        Assert.Equal("name", (await FailAsync("(select {from: missing})")).Code);
        Assert.Equal("type", (await FailAsync("(til 10)")).Code);
        await connection.ExecuteAsync(Table);
        var empty = 0;
        await foreach (var batch in connection.ExecuteBatchesAsync("(select {from: t where: (< k 0)})"))
        {
            Assert.Equal((0, 3), (batch.RowCount, batch.Columns.Count));
            empty++;
        }

        Assert.Equal(1, empty);

        async Task<RayforceQueryException> FailAsync(string source) => await Assert.ThrowsAsync<RayforceQueryException>(async () =>
        {
            await foreach (var batch in connection.ExecuteBatchesAsync(source))
                Assert.Fail($"{batch.RowCount} rows came");
        });
    }

    [Fact]
    public async Task A_request_is_explained_and_binds_nothing()
    {
        await using var engine = new RayfallEngine();
        await using var running = await RunningServer.StartAsync(engine);
        await using var connection = await ConnectAsync(running);
        await connection.ExecuteAsync(Table);
        Assert.Contains("gives a table of 3 rows", await connection.ExplainAsync("(select {from: t by: s c: (count k)})"));
        Assert.Contains("gives", await connection.ExplainAsync("(set other 1)"));
        Assert.Equal("name", (await Assert.ThrowsAsync<RayforceQueryException>(() => connection.ExecuteAsync("other"))).Code);
        await using var plain = await ConnectAsync(running, new WSClientOptions { NumberRequests = false });
        await Assert.ThrowsAsync<RayforceWSException>(() => plain.ExplainAsync("(+ 1 2)"));
    }

    [Fact]
    public async Task An_engine_that_explains_nothing_says_so()
    {
        await using var running = await RunningServer.StartAsync(FakeEngine.Echo());
        await using var connection = await ConnectAsync(running);
        Assert.Equal("nyi", (await Assert.ThrowsAsync<RayforceQueryException>(() => connection.ExplainAsync("(+ 1 2)"))).Code);
    }

    [Fact]
    public async Task What_stands_behind_a_frame_and_is_no_note_is_an_error()
    {
        await using var running = await RunningServer.StartAsync(FakeEngine.Echo());
        using var client = await ConnectRawAsync(running);
        var good = Numbered("x", 1);
        byte[][] tails =
        [
            [0], new byte[16], [2, .. new byte[15]], [3, .. new byte[15]], [4, .. new byte[15]], [6, .. new byte[15]],
            [1, 2, .. new byte[14]], [1, .. new byte[16]], [1, 0, .. new byte[46]], [1, 2, .. new byte[47]],
        ];
        foreach (var tail in tails)
        {
            await client.SendAsync([.. good[..^16], .. tail]);
            var (header, value) = await client.ReceiveFrameAsync();
            Assert.Equal(MessageType.Response, header.MessageType);
            Assert.Equal("domain", Assert.IsType<RayError>(value).Code);
        }

        // Notes about nothing, and a frame without one, as under rayforce.ipc.
        await client.SendAsync([4, 0, 0, 0, 9, .. new byte[11]]);
        await client.SendAsync([5, 0, 255, 255, 9, .. new byte[11]]);
        await client.SendFrameAsync("plain", MessageType.Sync);
        Assert.Equal(new RayString("plain"), (await client.ReceiveFrameAsync()).Value);
    }

    [Fact]
    public async Task A_number_that_is_under_way_ends_the_connection()
    {
        await using var engine = new RayfallEngine();
        await using var running = await RunningServer.StartAsync(engine);
        using var client = await ConnectRawAsync(running);
        await client.SendAsync(Numbered("(while true null)", 3));
        await client.SendAsync(Numbered("(+ 1 2)", 3));
        while (await client.ReceiveAsync() is not null)
        {
        }

        Assert.Equal(WebSocketCloseStatus.ProtocolError, client.Socket.CloseStatus);
    }

    [Fact]
    public async Task Credits_without_measure_are_taken()
    {
        await using var engine = new RayfallEngine();
        await using var running = await RunningServer.StartAsync(engine);
        using var client = await ConnectRawAsync(running);
        await client.SendAsync(Numbered(Table, 1));
        await client.ReceiveAsync();
        await client.SendAsync(Numbered("t", 2, credits: 1, rows: 100_000));
        for (var i = 0; i < 70_000; i++)
            await client.SendAsync([5, 0, 255, 255, 2, .. new byte[11]]);
        var kinds = new List<int>();
        while (kinds.LastOrDefault() != 2)
            kinds.Add(await KindAsync());
        Assert.Equal([3, 3, 3, 3, 2], kinds);

        async Task<int> KindAsync() => Split((await client.ReceiveAsync())!).Note[0];
    }

    [Fact]
    public async Task A_request_of_another_wire_version_is_refused_by_its_number()
    {
        await using var running = await RunningServer.StartAsync(FakeEngine.Echo());
        using var client = await ConnectRawAsync(running);
        await client.SendAsync(Numbered("x", 1));
        Assert.Equal((2, 1), KindOf(await client.ReceiveAsync()));
        await client.SendAsync(
            [.. RaySerializer.SerializeFrame(new RayString("x"), WireVersion.V1, MessageType.Sync), .. Numbered("x", 9)[^16..]]);
        var refused = await client.ReceiveAsync();
        Assert.Equal("domain", Assert.IsType<RayError>(Split(refused!).Value).Code);
        Assert.Equal((2, 9), KindOf(refused));

        static (int Kind, int Number) KindOf(byte[]? message) =>
            Split(message!).Note is var note ? (note[0], note[4]) : default;
    }

    [Fact]
    public async Task A_client_that_grants_much_and_reads_nothing_takes_nobodys_slot()
    {
        await using var engine = new RayfallEngine(maxConcurrency: 1);
        await using var running = await RunningServer.StartAsync(
            engine, options => options with { SendTimeout = TimeSpan.FromMinutes(2) });
        await using var other = await ConnectAsync(running);
        await other.ExecuteAsync("(set t (table [k v] (list (til 5000000) (til 5000000))))");
        var stalled = new List<RawClient>();
        try
        {
            for (var i = 0; i < 4; i++)
            {
                stalled.Add(await ConnectRawAsync(running));
                await stalled[i].SendAsync([.. Numbered("(select {from: t s: (+ k v) d: (- k v)})", 1)[..^14], 255, 255, 1, 0, 0, 0, .. new byte[8]]);
            }

            await Task.Delay(500);
            for (var i = 0; i < 20; i++)
                Assert.Equal(3L, (await other.ExecuteAsync("(+ 1 2)").WaitAsync(Patience)).As<long>());
        }
        finally
        {
            stalled.ForEach(client => client.Dispose());
        }
    }

    private static RayTable Rebuilt(RayTable table, int start, int count)
    {
        var columns = table.Columns.Span.ToArray().Select(column => column switch
        {
            RayVector<bool> v => new RayVector<bool>(v.Span.Slice(start, count)),
            RayVector<byte> v => new RayVector<byte>(v.Span.Slice(start, count)),
            RayVector<short> v => new RayVector<short>(v.Span.Slice(start, count)),
            RayVector<int> v => new RayVector<int>(v.Span.Slice(start, count)),
            RayVector<long> v => new RayVector<long>(v.Span.Slice(start, count)),
            RayVector<float> v => new RayVector<float>(v.Span.Slice(start, count)),
            RayVector<double> v => new RayVector<double>(v.Span.Slice(start, count)),
            RayVector<RayGuid> v => new RayVector<RayGuid>(v.Span.Slice(start, count)),
            RayVector<RayDate> v => new RayVector<RayDate>(v.Span.Slice(start, count)),
            RayVector<RayTime> v => new RayVector<RayTime>(v.Span.Slice(start, count)),
            RayVector<RayTimestamp> v => new RayVector<RayTimestamp>(v.Span.Slice(start, count)),
            RayVector<RayTimespan> v => new RayVector<RayTimespan>(v.Span.Slice(start, count)),
            // A vector of symbols keeps the mark that it was sent with.
            RaySymbolVector v => Marked(new RaySymbolVector(v.ToArray()[start..(start + count)]), v.Attributes),
            RayStringVector v => new RayStringVector(v.ToArray()[start..(start + count)]),
            RayList v => (RayObject)new RayList([.. v.Span.Slice(start, count)]),
            _ => throw new InvalidOperationException($"{column.Type}"),
        });
        return new RayTable(table.Names, new RayList([.. columns]));
    }

    private static RayObject Marked(RaySymbolVector vector, RayAttributes attributes)
    {
        var frame = RaySerializer.SerializeFrame(vector);
        frame[FrameHeader.Size + 1] = (byte)attributes;
        return RaySerializer.DeserializeFrame(frame);
    }

    private static Task<WSClientConnection> ConnectAsync(RunningServer running, WSClientOptions? options = null) =>
        new WSClient("127.0.0.1", running.Server.Port, options).ConnectAsync();

    private static Task<RawClient> ConnectRawAsync(RunningServer running) =>
        RawClient.ConnectAsync(running.Server, configure: options => options.AddSubProtocol("rayforce.ipc.2"));

    private static byte[] Numbered(string source, byte number, ushort milliseconds = 0, byte credits = 0, int rows = 0) =>
    [
        .. RaySerializer.SerializeFrame(new RayString(source), WireVersion.V3, MessageType.Sync),
        1, 0, credits, 0, number, 0, 0, 0, .. BitConverter.GetBytes(rows), .. BitConverter.GetBytes((int)milliseconds),
    ];

    private static (RayObject Value, byte[] Note) Split(byte[] message)
    {
        Assert.Equal(WireStatus.Done, FrameHeader.TryRead(message, out var header));
        var end = FrameHeader.Size + (int)header.PayloadSize;
        return (ReplyPayload.Read(message.AsSpan(FrameHeader.Size, (int)header.PayloadSize), header.Version), message[end..]);
    }
}
