using CsCheck;

namespace Rayforce.Ipc.Tests.Wire;

/// <summary>A long list of atoms is kept as it came until somebody looks into it; nobody can tell the difference.</summary>
public class AtomListTests
{
    private const int Many = 40;

    // Every atom that there is on the wire, with and without flags, sentinels and bits that native does not keep.
    private static readonly Gen<byte[]> Atom = Gen.OneOf(
        new[] { (1, 1), (2, 1), (3, 2), (4, 4), (5, 8), (6, 4), (7, 8), (8, 4), (9, 4), (10, 8), (11, 16), (16, 8) }
            .Select(type => Gen.Select(Flags(0x01, 0x02), Content(type.Item2), (flags, bytes) => (byte[])[(byte)-type.Item1, flags, .. bytes]))
            .Append(Gen.Select(Flags(0x01, 0x20), Gen.Byte[1, 255].Array[0, 12], (flags, name) => (byte[])[unchecked((byte)-12), flags, .. name, 0]))
            .Append(Gen.Select(Flags(0x01, 0x00), Gen.Byte.Array[0, 12], (flags, text) =>
                (byte[])[unchecked((byte)-13), flags, .. BitConverter.GetBytes((long)text.Length), .. text]))
            .ToArray());

    [Fact]
    public void List_is_read_as_its_atoms_are() => Atom.Array[Many].Sample(
        atoms =>
        {
            var list = Read(atoms);
            var one = atoms.Select(atom => RaySerializer.Deserialize(atom, WireVersion.V3)).ToArray();
            Assert.Equal(one, list);
            Assert.Equal(new RayList(one), list);
            Assert.Equal(new RayList(one).GetHashCode(), Read(atoms).GetHashCode());
            Assert.Equal(new RayList(one).ToString(), Read(atoms).ToString());
        },
        iter: 20_000);

    [Fact]
    public void List_is_written_in_the_same_bytes_whether_it_was_looked_into_or_not() => Atom.Array[Many].Sample(
        atoms =>
        {
            foreach (var version in new[] { WireVersion.V3, WireVersion.V1 })
            {
                var untouched = RaySerializer.SerializeFrame(Read(atoms), version);
                var touched = Read(atoms);
                Assert.Equal(Many, touched.Span.Length);
                Assert.Equal(untouched, RaySerializer.SerializeFrame(touched, version));
                Assert.Equal(untouched.Length - FrameHeader.Size, RaySerializer.GetPayloadSize(Read(atoms), version));
            }
        },
        iter: 10_000);

    [Fact]
    public void List_that_ends_early_is_read_as_a_short_one_is() => Gen.Select(Atom.Array[Many], Gen.Int[0, 1_000_000]).Sample(
        (atoms, cut) =>
        {
            byte[] payload = [0, 0, .. BitConverter.GetBytes((long)Many), .. atoms.SelectMany(atom => atom)];
            payload = payload[..(10 + cut % (payload.Length - 10))];
            // The same with a null in front, which is no atom.
            byte[] slow = [0, 0, .. BitConverter.GetBytes((long)(Many + 1)), (byte)RayType.Null, .. payload[10..]];
            var expected = Outcome(slow);
            var given = Outcome(payload);
            Assert.Equal(expected.Error, given.Error);
            Assert.Equal(expected.Items?[1..], given.Items);
        },
        iter: 20_000);

    [Fact]
    public void List_that_nobody_looks_into_takes_its_bytes_and_no_object_for_each()
    {
        var frame = RaySerializer.SerializeFrame(new RayList([.. Enumerable.Range(0, 10_000).Select(i => (RayObject)(i + 0.5))]));
        RaySerializer.DeserializeFrame(frame);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var list = RaySerializer.DeserializeFrame(frame);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.InRange(allocated, 1, frame.Length + 256);
        Assert.Equal(0.5, ((RayAtom<double>)((RayList)list)[0]).Value);
    }

    private static RayList Read(byte[][] atoms) => (RayList)RaySerializer.Deserialize(
        (byte[])[0, 0, .. BitConverter.GetBytes((long)atoms.Length), .. atoms.SelectMany(atom => atom)], WireVersion.V3);

    private static (WireStatus? Error, RayObject[]? Items) Outcome(byte[] payload)
    {
        try
        {
            return (null, ((RayList)RaySerializer.Deserialize(payload, WireVersion.V3)).Span.ToArray());
        }
        catch (RayforceFormatException exception)
        {
            return (exception.Status, null);
        }
    }

    private static Gen<byte> Flags(byte one, byte other) =>
        Gen.Frequency((6, Gen.Const((byte)0)), (1, Gen.Const(one)), (1, Gen.Const(other)));

    private static Gen<byte[]> Content(int width) => Gen.OneOf(
        Gen.Byte.Array[width],
        Gen.Const(new byte[width]),
        Gen.Const((byte[])[.. new byte[width - 1], 0x80]),
        Gen.Const((byte[])[.. Enumerable.Repeat((byte)0xFF, width)]));
}
