using CsCheck;
using Rayforce.Ipc.Tests.Support;
using Rayforce.TestSupport;

namespace Rayforce.Ipc.Tests.Wire;

/// <summary>What is decoded in place is what is decoded into memory of its own, wherever it lies.</summary>
public class ViewTests
{
    public static TheoryData<string> Malformed => GoldenFile.CasesOf("wire3/malformed.jsonl");

    [Theory]
    [InlineData(WireVersion.V1)]
    [InlineData(WireVersion.V3)]
    public void Every_object_is_the_same_in_place_at_every_offset(WireVersion version) =>
        Gen.Select(RayGen.Object(version), Gen.Int[0, 40]).Sample(
            (value, offset) =>
            {
                var payload = RaySerializer.SerializeFrame(value, version)[FrameHeader.Size..];
                var memory = new byte[offset + payload.Length];
                payload.CopyTo(memory, offset);
                var copy = RaySerializer.Deserialize(payload, version);
                var view = RaySerializer.DeserializeView(memory.AsMemory(offset), version);
                Assert.Equal(copy, view);
                Assert.Equal(copy.GetHashCode(), view.GetHashCode());
                Assert.Equal(copy.ToString(), view.ToString());
                Assert.Equal(RaySerializer.SerializeFrame(copy), RaySerializer.SerializeFrame(view));
            },
            iter: 10_000);

    [Theory]
    [MemberData(nameof(Malformed))]
    public void Damaged_payload_has_the_same_trouble_in_place(string name)
    {
        var frame = GoldenFile.Find(name).Frame;
        if (FrameHeader.TryRead(frame, out var header) != WireStatus.Done)
            return;
        var payload = frame.AsMemory(FrameHeader.Size);
        Assert.Equal(
            Outcome(() => RaySerializer.Deserialize(payload.Span, header.Version)),
            Outcome(() => RaySerializer.DeserializeView(payload, header.Version)));
    }

    [Fact]
    public void Vector_is_marked_when_somebody_asks()
    {
        foreach (var hasNull in new[] { false, true })
        {
            var frame = RaySerializer.SerializeFrame(new RayVector<long>(1, hasNull ? long.MinValue : 2, 3));
            frame[FrameHeader.Size + 1] = 0;
            var view = (RayVector)RaySerializer.DeserializeView(frame.AsMemory(FrameHeader.Size), WireVersion.V3);
            Assert.Equal(hasNull, view.HasNulls);
        }
    }

    [Fact]
    public void Values_of_a_reply_that_was_disposed_of_say_so()
    {
        RayObject[] values =
        [
            new RayVector<bool>(true), new RayVector<byte>(1), new RayVector<short>(1), new RayVector<int>(1),
            new RayVector<long>(1), new RayVector<float>(1), new RayVector<double>(1), new RayVector<RayDate>(new RayDate(1)),
            new RayVector<RayTime>(new RayTime(1)), new RayVector<RayTimestamp>(new RayTimestamp(1)),
            new RayVector<RayTimespan>(new RayTimespan(1)), new RayVector<RayGuid>(default(RayGuid)),
            new RaySymbolVector("a"), new RayStringVector("a"), new RayList([.. Enumerable.Repeat<RayObject>(1L, 100)]),
        ];
        foreach (var value in values)
        {
            var payload = new PooledBuffer();
            RaySerializer.Serialize(value, payload);
            var reply = RayReply.Read(payload, WireVersion.V3);
            var read = reply.Value;
            reply.Dispose();
            reply.Dispose();
            Assert.Throws<ObjectDisposedException>(() => reply.Value);
            Assert.Throws<ObjectDisposedException>(() => read.ToString());
            Assert.Throws<ObjectDisposedException>(() => RaySerializer.SerializeFrame(read));
            Assert.Throws<ObjectDisposedException>(() => read.Equals(value));
        }
    }

    [Fact]
    public void Large_replies_that_are_disposed_of_take_no_new_memory()
    {
        var large = RaySerializer.SerializeFrame(new RayVector<long>(new long[1_000_000])).AsMemory(FrameHeader.Size);
        for (var i = 0; i < 3; i++)
            Read();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 10; i++)
            Read();
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10 * 1024);

        void Read()
        {
            var payload = new PooledBuffer();
            large.Span.CopyTo(payload.GetSpan(large.Length));
            payload.Advance(large.Length);
            using var reply = RayReply.Read(payload, WireVersion.V3);
            Assert.Equal(1_000_000, ((RayVector<long>)reply.Value).Span.Length);
        }
    }

    private static string Outcome(Func<RayObject> decode)
    {
        try
        {
            return Convert.ToHexString(RaySerializer.SerializeFrame(decode()));
        }
        catch (RayforceFormatException exception)
        {
            return $"{exception.Status} at {exception.Offset}";
        }
    }
}
