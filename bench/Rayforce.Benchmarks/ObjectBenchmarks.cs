using System.Buffers;
using BenchmarkDotNet.Attributes;
using Rayforce.Ipc;

namespace Rayforce.Benchmarks;

/// <summary>One object to a payload and back, beside a copy of the payload.</summary>
[MemoryDiagnoser]
public abstract class ObjectBenchmarks
{
    private readonly ArrayBufferWriter<byte> _buffer = new();
    private RayObject _value = RayNull.Instance;
    private byte[] _payload = [];
    private byte[] _copy = [];

    /// <summary>The bound: the payload's bytes from one array to another.</summary>
    [Benchmark(Baseline = true)]
    public void CopyTo() => _payload.AsSpan().CopyTo(_copy);

    [Benchmark]
    public int Serialize()
    {
        _buffer.ResetWrittenCount();
        RaySerializer.Serialize(_value, _buffer);
        return _buffer.WrittenCount;
    }

    [Benchmark]
    public RayObject Deserialize() => RaySerializer.Deserialize(_payload, WireVersion.V3);

    protected void Use(RayObject value)
    {
        _value = value;
        _buffer.ResetWrittenCount();
        RaySerializer.Serialize(value, _buffer);
        _payload = _buffer.WrittenSpan.ToArray();
        _copy = new byte[_payload.Length];
    }
}
