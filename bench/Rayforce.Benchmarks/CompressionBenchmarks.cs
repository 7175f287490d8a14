using System.Buffers;
using BenchmarkDotNet.Attributes;
using Rayforce.Ipc;

namespace Rayforce.Benchmarks;

/// <summary>Packing and unpacking of payloads of 8 MB, beside a copy of the payload.</summary>
[MemoryDiagnoser]
public class CompressionBenchmarks
{
    private const int Count = 1_000_000;

    private readonly ArrayBufferWriter<byte> _packed = new();
    private readonly ArrayBufferWriter<byte> _unpacked = new();
    private byte[] _payload = [];
    private byte[] _copy = [];

    /// <summary>Numbers that are all zero or rise by one, and symbols of one letter twelve times.</summary>
    [Params("Zeros", "Rising", "Symbols")]
    public string Content { get; set; } = "";

    [GlobalSetup]
    public void Setup()
    {
        using var buffer = new PooledBuffer();
        RayObject value = Content switch
        {
            "Zeros" => new RayVector<long>(new long[Count]),
            "Rising" => new RayVector<long>([.. Enumerable.Range(0, Count).Select(i => (long)i)]),
            _ => new RaySymbolVector([.. Enumerable.Range(0, Count).Select(i => new string((char)('a' + i % 26), 12))]),
        };
        RaySerializer.Serialize(value, buffer);
        _payload = buffer.WrittenSpan.ToArray();
        _copy = new byte[_payload.Length];
        if (!Pack())
            throw new InvalidOperationException($"{Content} do not pack.");
    }

    [Benchmark(Baseline = true)]
    public void CopyTo() => _payload.AsSpan().CopyTo(_copy);

    [Benchmark]
    public bool Pack()
    {
        _packed.ResetWrittenCount();
        return FrameCompression.TryCompress(_payload, _packed);
    }

    [Benchmark]
    public int Unpack()
    {
        _unpacked.ResetWrittenCount();
        FrameCompression.Decompress(_packed.WrittenSpan, _unpacked);
        return _unpacked.WrittenCount;
    }
}
