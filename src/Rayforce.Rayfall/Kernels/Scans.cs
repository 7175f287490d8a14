using System.Numerics;
using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Kernels;

/// <summary>Runs along columns, each result following from the elements up to it.</summary>
internal static class Scans
{
    /// <summary>Runs along a column; nothing where its elements are neither numbers nor temporal.</summary>
    public static Column? Run<TScan>(Column column, TScan scan)
        where TScan : INumericScan => column switch
        {
            Column<byte> c => scan.Integers(c),
            Column<short> c => scan.Integers(c),
            Column<int> c => scan.Integers(c),
            Column<long> c => scan.Integers(c),
            Column<float> c => scan.Floats(c),
            Column<double> c => scan.Floats(c),
            _ => null,
        };

    /// <summary>The results of a running function.</summary>
    public static TResult[] Step<T, TNumber, TResult, TStep>(Budget budget, Column<T> column, TStep step)
        where T : unmanaged, INumberBase<T>
        where TNumber : INumberBase<TNumber>
        where TResult : unmanaged
        where TStep : struct, IStep<TNumber, TResult>
    {
        var results = Allocate<TResult>(budget, column.Count);
        var elements = column.Span;
        var nulls = new Nulls<T>(column);
        for (var start = 0; start < results.Length; start += Budget.BlockSize)
        {
            budget.Check();
            var end = Math.Min(results.Length, start + Budget.BlockSize);
            for (var i = start; i < end; i++)
                results[i] = step.Next(TNumber.CreateTruncating(elements[i]), nulls.Has(elements[i]));
        }

        return results;
    }

    /// <summary>The results of a function of a moving window.</summary>
    public static TResult[] Window<T, TNumber, TResult, TWindow>(
        Budget budget, Column<T> column, int size, TWindow window)
        where T : unmanaged, INumberBase<T>
        where TNumber : INumberBase<TNumber>
        where TResult : unmanaged
        where TWindow : struct, IWindow<TNumber, TResult>
    {
        var results = Allocate<TResult>(budget, column.Count);
        var elements = column.Span;
        var nulls = new Nulls<T>(column);
        for (var start = 0; start < results.Length; start += Budget.BlockSize)
        {
            budget.Check();
            var end = Math.Min(results.Length, start + Budget.BlockSize);
            for (var i = start; i < end; i++)
            {
                window.Enter(TNumber.CreateTruncating(elements[i]), nulls.Has(elements[i]));
                if (i >= size)
                    window.Leave(TNumber.CreateTruncating(elements[i - size]), nulls.Has(elements[i - size]));
                results[i] = window.Result;
            }
        }

        return results;
    }

    private static T[] Allocate<T>(Budget budget, int count)
        where T : unmanaged
    {
        budget.Charge(count, System.Runtime.CompilerServices.Unsafe.SizeOf<T>());
        return LargeArray.Allocate<T>(count);
    }

    /// <summary>Tells the nulls of a column: NaN always, another sentinel only where the column is marked.</summary>
    private readonly struct Nulls<T>(Column<T> column)
        where T : unmanaged, INumberBase<T>
    {
        private readonly T _null = column.Elements.Null;
        private readonly bool _isMarked = column.HasNulls && column.Elements.HasNull;

        public bool Has(T element) =>
            typeof(T) == typeof(double) || typeof(T) == typeof(float)
                ? T.IsNaN(element)
                : _isMarked && element == _null;
    }
}
