using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using BenchmarkDotNet.Attributes;
using Rayforce.Ipc;

namespace Rayforce.Benchmarks;

/// <summary>Vectors of every fixed-width type, beside a copy of the same bytes.</summary>
/// <typeparam name="T">The element type.</typeparam>
[MemoryDiagnoser]
[GenericTypeArguments(typeof(bool))]
[GenericTypeArguments(typeof(byte))]
[GenericTypeArguments(typeof(short))]
[GenericTypeArguments(typeof(int))]
[GenericTypeArguments(typeof(long))]
[GenericTypeArguments(typeof(float))]
[GenericTypeArguments(typeof(double))]
[GenericTypeArguments(typeof(RayDate))]
[GenericTypeArguments(typeof(RayTime))]
[GenericTypeArguments(typeof(RayTimestamp))]
[GenericTypeArguments(typeof(RayGuid))]
public class FixedVectorBenchmarks<T>
    where T : unmanaged
{
    private readonly ArrayBufferWriter<byte> _buffer = new();
    private T[] _values = [];
    private RayVector<T> _vector = new([]);
    private byte[] _payload = [];
    private byte[] _copy = [];

    [Params(100, 1_000_000)]
    public int Count { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _values = new T[Count];
        // Every byte is 1: true, a number that is no null, a date that exists.
        MemoryMarshal.AsBytes(_values.AsSpan()).Fill(1);
        _vector = new RayVector<T>(_values);
        _copy = new byte[Count * Unsafe.SizeOf<T>()];
        RaySerializer.Serialize(_vector, _buffer);
        _payload = _buffer.WrittenSpan.ToArray();
    }

    /// <summary>The bound: the elements' bytes from one array to another.</summary>
    [Benchmark(Baseline = true)]
    public void CopyTo() => MemoryMarshal.AsBytes(_values.AsSpan()).CopyTo(_copy);

    /// <summary>Elements to a payload; looks for nulls on the way.</summary>
    [Benchmark]
    public long Write()
    {
        _buffer.ResetWrittenCount();
        var writer = new RayWriter(_buffer, WireVersion.V3);
        writer.WriteVector<T>(_values);
        writer.Flush();
        return writer.BytesWritten;
    }

    /// <summary>A vector, whose nulls are known, to a payload.</summary>
    [Benchmark]
    public int Serialize()
    {
        _buffer.ResetWrittenCount();
        RaySerializer.Serialize(_vector, _buffer);
        return _buffer.WrittenCount;
    }

    /// <summary>A view of the elements in the payload.</summary>
    [Benchmark]
    public T Read()
    {
        var reader = new RayReader(_payload, WireVersion.V3);
        return reader.ReadVector<T>()[^1];
    }

    /// <summary>A vector of its own, made of the payload.</summary>
    [Benchmark]
    public RayObject Deserialize() => RaySerializer.Deserialize(_payload, WireVersion.V3);
}
