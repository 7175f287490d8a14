using System.Buffers;
using BenchmarkDotNet.Attributes;
using Rayforce.Ipc;

namespace Rayforce.Benchmarks;

/// <summary>Single atoms through <see cref="RayWriter"/> and <see cref="RayReader"/>, and a request's frame.</summary>
[MemoryDiagnoser]
public class AtomBenchmarks
{
    private static readonly RayGuid Guid = new(System.Guid.Parse("01234567-89ab-cdef-0123-456789abcdef"));
    private static readonly RayObject Request = "(+ 1 2)";

    private readonly ArrayBufferWriter<byte> _buffer = new();
    private readonly byte[] _i64 = Payload(42L);
    private readonly byte[] _f64 = Payload(4.2);
    private readonly byte[] _guid = Payload(new RayAtom<RayGuid>(Guid));
    private readonly byte[] _symbol = Payload(new RaySymbol("price"));
    private readonly byte[] _text = Payload("some text");
    private readonly byte[] _frame = RaySerializer.SerializeFrame(Request);

    [Benchmark]
    public void WriteI64() => Write(42L);

    [Benchmark]
    public void WriteF64() => Write(4.2);

    [Benchmark]
    public void WriteGuid() => Write(Guid);

    [Benchmark]
    public void WriteSymbol()
    {
        var writer = Begin();
        writer.WriteSymbol("price"u8);
        writer.Flush();
    }

    [Benchmark]
    public void WriteString()
    {
        var writer = Begin();
        writer.WriteString("some text"u8);
        writer.Flush();
    }

    [Benchmark]
    public long ReadI64() => new RayReader(_i64, WireVersion.V3).ReadAtom<long>();

    [Benchmark]
    public double ReadF64() => new RayReader(_f64, WireVersion.V3).ReadAtom<double>();

    [Benchmark]
    public RayGuid ReadGuid() => new RayReader(_guid, WireVersion.V3).ReadAtom<RayGuid>();

    [Benchmark]
    public int ReadSymbol() => new RayReader(_symbol, WireVersion.V3).ReadSymbol(out _).Length;

    [Benchmark]
    public int ReadString() => new RayReader(_text, WireVersion.V3).ReadString().Length;

    [Benchmark]
    public int SerializeFrame()
    {
        _buffer.ResetWrittenCount();
        RaySerializer.SerializeFrame(Request, _buffer);
        return _buffer.WrittenCount;
    }

    [Benchmark]
    public RayObject DeserializeFrame() => RaySerializer.DeserializeFrame(_frame);

    private RayWriter Begin()
    {
        _buffer.ResetWrittenCount();
        return new RayWriter(_buffer, WireVersion.V3);
    }

    private void Write<T>(T value)
        where T : unmanaged
    {
        var writer = Begin();
        writer.WriteAtom(value);
        writer.Flush();
    }

    private static byte[] Payload(RayObject value) => RaySerializer.SerializeFrame(value)[FrameHeader.Size..];
}
