namespace Rayforce.Ipc.Tests.Wire;

/// <summary>Reading and writing through the span layer allocates nothing at all once it is warm.</summary>
public sealed class ZeroAllocationTests
{
    private const int WarmUps = 3;
    private const int Elements = 1_000;

    [Fact]
    public void Headers_allocate_nothing()
    {
        var frame = new byte[FrameHeader.Size + 1];
        AssertNothingAllocated(() =>
        {
            new FrameHeader(WireVersion.V3, FrameFlags.None, MessageType.Sync, 1).Write(frame);
            if (FrameHeader.TryRead(frame, out _) != WireStatus.Done)
                throw new InvalidOperationException("The header does not come back.");
        });
    }

    [Fact]
    public void Frames_that_arrive_whole_are_read_off_a_stream_without_allocation()
    {
        var stream = new MemoryStream(RaySerializer.SerializeFrame(1L));
        var reader = new FrameReader(stream);
        var payload = new PooledBuffer();
        AssertNothingAllocated(() =>
        {
            stream.Position = 0;
            payload.Clear();
            var reading = reader.ReadAsync(payload).Preserve();
            if (!reading.IsCompletedSuccessfully)
                throw new InvalidOperationException("The frame does not come back.");
        });
        payload.Dispose();
    }

    [Theory]
    [InlineData(WireVersion.V1)]
    [InlineData(WireVersion.V3)]
    public void Atoms_and_vectors_of_every_fixed_width_type_allocate_nothing(WireVersion version)
    {
        AssertValues(version, true);
        AssertValues(version, (byte)200);
        AssertValues(version, (short)-3);
        AssertValues(version, 4);
        AssertValues(version, 5L);
        AssertValues(version, 6.5);
        AssertValues(version, new RayDate(7));
        AssertValues(version, new RayTime(8));
        AssertValues(version, new RayTimestamp(9));
        AssertValues(version, new RayGuid(Guid.NewGuid()));
        if (version == WireVersion.V3)
        {
            AssertValues(version, 1.5f);
            AssertValues(version, new RayTimespan(10));
        }
        else
        {
            AssertAtoms(version, new RayChar((byte)'a'));
        }
    }

    [Fact]
    public void What_goes_in_a_wider_type_allocates_nothing_either()
    {
        var (singles, spans) = (new float[Elements], new RayTimespan[Elements]);
        using var output = new PooledBuffer(Elements * 20);
        AssertNothingAllocated(() =>
        {
            output.Clear();
            var writer = new RayWriter(output, WireVersion.V1);
            writer.WriteAtom(1.5f);
            writer.WriteVector<float>(singles);
            writer.WriteVector<RayTimespan>(spans);
            writer.Flush();
        });
    }

    [Theory]
    [InlineData(WireVersion.V1)]
    [InlineData(WireVersion.V3)]
    public void Texts_and_what_stands_around_values_allocate_nothing(WireVersion version)
    {
        using var output = new PooledBuffer(1_024);
        AssertNothingAllocated(() =>
        {
            output.Clear();
            var writer = new RayWriter(output, version);
            writer.WriteListHeader(4);
            writer.WriteSymbol("price"u8, quoted: true);
            writer.WriteString("a text"u8);
            writer.WriteNull();
            writer.WriteBuiltin(RayType.Unary, "sum"u8);
            writer.Flush();
        });
        AssertNothingAllocated(() =>
        {
            var reader = new RayReader(output.WrittenSpan, version);
            var isRead = reader.ReadListHeader() == 4
                && reader.ReadSymbol(out _).Length == 5
                && reader.ReadString().Length == 6
                && reader.ReadHeader().Type == RayType.Null
                && reader.ReadHeader().Type == RayType.Unary
                && reader.ReadName().Length == 3;
            if (!isRead || reader.Remaining != 0)
                throw new InvalidOperationException("The list does not come back.");
        });
    }

    private static void AssertValues<T>(WireVersion version, T value)
        where T : unmanaged
    {
        AssertAtoms(version, value);

        var values = new T[Elements];
        values.AsSpan().Fill(value);
        using var output = new PooledBuffer(Elements * 20);
        AssertNothingAllocated(() =>
        {
            output.Clear();
            var writer = new RayWriter(output, version);
            writer.WriteVector<T>(values);
            writer.Flush();
        });
        AssertNothingAllocated(() =>
        {
            var reader = new RayReader(output.WrittenSpan, version);
            var read = reader.ReadVector<T>();
            if (read.Length != Elements || !EqualityComparer<T>.Default.Equals(read[Elements - 1], value))
                throw new InvalidOperationException("The vector does not come back.");
        });
    }

    private static void AssertAtoms<T>(WireVersion version, T value)
        where T : unmanaged
    {
        using var output = new PooledBuffer(64);
        AssertNothingAllocated(() =>
        {
            output.Clear();
            var writer = new RayWriter(output, version);
            writer.WriteAtom(value);
            writer.WriteNullAtom<T>();
            writer.Flush();
        });
        AssertNothingAllocated(() =>
        {
            var reader = new RayReader(output.WrittenSpan, version);
            if (!EqualityComparer<T>.Default.Equals(reader.ReadAtom<T>(), value))
                throw new InvalidOperationException("The atom does not come back.");
            reader.ReadAtom<T>();
        });
    }

    private static void AssertNothingAllocated(Action action)
    {
        for (var i = 0; i < WarmUps; i++)
            action();
        var before = GC.GetAllocatedBytesForCurrentThread();
        action();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
