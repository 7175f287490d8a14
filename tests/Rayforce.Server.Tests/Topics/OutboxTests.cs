using CsCheck;
using Rayforce.Ipc;
using Rayforce.Rayfall.Clients;

namespace Rayforce.Server.Tests.Topics;

/// <summary>Frames that come together wait, are dropped and go out as if each had come by itself.</summary>
public sealed class OutboxTests
{
    private const int Memory = 1_000_000;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData(BacklogPolicy.DropOldest)]
    [InlineData(BacklogPolicy.Close)]
    public async Task Together_or_one_by_one_is_the_same(BacklogPolicy policy) => await (
        from sizes in Gen.Int[1, 300].Array[1, 12].Array[1, 20]
        from bytes in Gen.Long[100, 3000]
        from frames in Gen.OneOf(Gen.Const(0L), Gen.Long[1, 20])
        select (sizes, limit: new BacklogLimit(bytes, frames))).SampleAsync(
        async each =>
        {
            var rules = new BacklogRules(policy, each.limit, Memory);
            using var link = new HeldLink();
            var outbox = new Outbox(link, rules);
            var first = outbox.SendAsync(new byte[] { 0 });
            await link.IsSending.WaitAsync(Patience);
            var (model, taken, number) = (new Queue<byte[]>(), true, (byte)0);
            foreach (var sizes in each.sizes)
            {
                var frames = sizes.Select(size => Enumerable.Repeat(++number, size).ToArray()).ToList();
                rules.Count(frames.Sum(static frame => frame.Length));
                var isTaken = outbox.Take(SharedFrames.OfCounted(frames, holders: 1, rules));
                if (taken)
                    taken = frames.All(frame => Take(model, frame, each.limit, policy));
                Assert.Equal(taken, isTaken);
            }

            if (!taken)
                model.Clear();
            Assert.Equal(model.Count, outbox.Figures.QueuedFrames);
            Assert.Equal(model.Sum(static frame => frame.Length), outbox.Figures.QueuedBytes);
            link.GoOn();
            await first.WaitAsync(Patience);
            if (taken)
                await outbox.SendAsync(new byte[] { 0 }).WaitAsync(Patience);
            Assert.Equal(model.SelectMany(static frame => frame), link.Sent.Where(static each => each != 0));
            // All of the memory is there again.
            rules.MakeRoom(Memory);
        },
        iter: 300);

    private static bool Take(Queue<byte[]> waiting, byte[] frame, BacklogLimit limit, BacklogPolicy policy)
    {
        while (waiting.Count > 0 || policy == BacklogPolicy.Close)
        {
            if (waiting.Sum(static each => each.Length) + frame.Length <= limit.Bytes
                && (limit.Frames == 0 || waiting.Count < limit.Frames))
                break;
            if (policy == BacklogPolicy.Close)
                return false;
            waiting.Dequeue();
        }

        waiting.Enqueue(frame);
        return true;
    }

    /// <summary>Sends nothing before it is told to.</summary>
    private sealed class HeldLink() : ClientLink(Timeout.InfiniteTimeSpan)
    {
        private readonly TaskCompletionSource _sending = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _goingOn = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task IsSending => _sending.Task;

        public List<byte> Sent { get; } = [];

        public override bool IsOpen => true;

        public override WireVersion Version => WireVersion.V3;

        public override RayWriteOptions WriteOptions => RayWriteOptions.None;

        public void GoOn() => _goingOn.SetResult();

        public override Task<Ending?> ShakeHandsAsync() => Task.FromResult<Ending?>(null);

        public override ValueTask<Arrival> ReceiveAsync(ReceivedContent content) => new(Arrival.Close);

        public override Outgoing Compose(SharedFrames frames, int first, int end) => new(frames.GetBytes(first, end));

        public override void Abort()
        {
        }

        protected override async ValueTask SendCoreAsync(ReadOnlyMemory<byte> message)
        {
            _sending.TrySetResult();
            await _goingOn.Task;
            Sent.AddRange(message.Span);
        }

        protected override async ValueTask SendAllCoreAsync(List<Outgoing> messages)
        {
            foreach (var (message, _) in messages)
                await SendCoreAsync(message);
        }

        protected override Task CloseCoreAsync(Ending ending, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
