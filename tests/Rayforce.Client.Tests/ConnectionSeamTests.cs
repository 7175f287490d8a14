using System.Threading.Channels;
using Rayforce.Ipc;
using Rayforce.Queries;

namespace Rayforce.Client.Tests;

/// <summary>What users can put in the place of a connection, and under one.</summary>
public sealed class ConnectionSeamTests
{
    [Fact]
    public async Task A_fake_connection_takes_every_shape_of_a_call()
    {
        await using var fake = new FakeConnection(request => request is RayString { Value: "three" } ? 3 : request);
        Assert.Equal(3, await fake.ExecuteAsync("three"));
        Assert.Equal(3, await fake.ExecuteAsync<long>("three"));
        Assert.Equal(new RaySymbol("t"), await fake.ExecuteAsync(Query.Column("t")));
        Assert.Equal("x", await fake.ExecuteAsync<string>(Query.Value("x")));
    }

    [Fact]
    public async Task A_third_transport_needs_no_more_than_the_seam()
    {
        var transport = new EchoTransport();
        await using var connection = new EchoConnection(transport);
        Assert.Equal(5, await connection.ExecuteAsync(5));
        var all = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => connection.ExecuteAsync<int>((long)i)));
        Assert.Equal(Enumerable.Range(0, 100), all);
        await connection.PostAsync("nobody answers");
        var pushed = new TaskCompletionSource<RayObject>();
        connection.Pushed += (_, value) => pushed.SetResult(value);
        transport.Push("news");
        Assert.Equal("news", await pushed.Task);
        await connection.CloseAsync();
        var exception = await Assert.ThrowsAsync<EchoException>(() => connection.ExecuteAsync(6));
        Assert.Contains("Cannot shout any more at echo://here", exception.Message);
        Assert.True(transport.IsDisposed);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(22)]
    public async Task A_request_that_no_frame_holds_is_refused_and_the_connection_stays_usable(int hundredMegabytes)
    {
        await using var connection = new EchoConnection(new EchoTransport());
        var large = RayVector<byte>.Wrap(new byte[100_000_000]);
        var request = new RayList([.. Enumerable.Repeat<RayObject>(large, hundredMegabytes), 1]);
        var exception = await Assert.ThrowsAsync<ArgumentException>(() => connection.ExecuteAsync(request));
        Assert.Contains("1000000000", exception.Message);
        Assert.Equal(5, await connection.ExecuteAsync(5));
    }

    private sealed class FakeConnection(Func<RayObject, RayObject> answer) : IRayConnection
    {
        public event EventHandler<RayObject>? Pushed
        {
            add { }
            remove { }
        }

        public bool IsOpen => true;

        public WireVersion WireVersion => WireVersion.V3;

        public Task<RayObject> ExecuteAsync(RayObject request, CancellationToken cancellationToken = default) =>
            Task.FromResult(answer(request));

        public Task<RayVerboseReply> ExecuteVerboseAsync(
            RayObject request, CancellationToken cancellationToken = default) =>
            Task.FromResult(new RayVerboseReply("", answer(request)));

        public Task PostAsync(RayObject request, CancellationToken cancellationToken = default) => Task.CompletedTask;

        public Task CloseAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

        public ValueTask DisposeAsync() => default;
    }

    private sealed class EchoConnection(EchoTransport transport) : RayConnection(
        transport, new ConnectionTerms { IsTyped = true, WireVersion = WireVersion.V3 }, new RayClientOptions());

    private sealed class EchoException(ConnectionErrorReason reason, string message, Exception? cause)
        : RayforceConnectionException(reason, new Uri("echo://here"), message, cause);

    /// <summary>Brings every request back as its own reply.</summary>
    private sealed class EchoTransport : IFrameTransport
    {
        private readonly Channel<byte[]> _frames = Channel.CreateUnbounded<byte[]>();

        public string Name => "echo://here";

        public string ClosedText => "Cannot shout any more at";

        public bool CanInterrupt => false;

        public string CloseReason => "";

        public bool IsDisposed { get; private set; }

        public void Push(RayObject value) => _frames.Writer.TryWrite(RaySerializer.SerializeFrame(value));

        public ValueTask SendAsync(ReadOnlyMemory<byte> frame)
        {
            var header = FrameReader.ReadWhole(frame.Span);
            if (header.MessageType != MessageType.Sync)
                return default;
            var reply = frame.ToArray();
            (header with { MessageType = MessageType.Response }).Write(reply);
            return _frames.Writer.WriteAsync(reply);
        }

        public async ValueTask<ReceivedFrame?> ReceiveAsync(PooledBuffer buffer)
        {
            if (!await _frames.Reader.WaitToReadAsync())
                return null;
            var frame = await _frames.Reader.ReadAsync();
            frame.AsSpan(FrameHeader.Size).CopyTo(buffer.GetSpan(frame.Length));
            buffer.Advance(frame.Length - FrameHeader.Size);
            return new ReceivedFrame(FrameReader.ReadWhole(frame), buffer.WrittenMemory);
        }

        public ValueTask InterruptAsync() => throw new NotSupportedException();

        public Task SendCloseAsync(CancellationToken cancellationToken)
        {
            Abort();
            return Task.CompletedTask;
        }

        public void Abort() => _frames.Writer.TryComplete();

        public RayforceConnectionException CreateException(
            ConnectionErrorReason reason, string message, Exception? cause = null) =>
            new EchoException(reason, message, cause);

        public void Dispose() => IsDisposed = true;
    }
}
