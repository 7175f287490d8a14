using System.Numerics;
using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Expressions;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Builtins.Aggregation;

/// <summary>The states of the aggregates, by the types of their arguments.</summary>
internal static class AggregateStates
{
    public static AggregateState Sum(RowScope scope, ReadOnlySpan<RowExpression> arguments) => arguments[0].Elements switch
    {
        { IsFloat: true } type => new FloatSumState(scope, isSingle: type.Type == RayType.F32),
        ElementType<long> type => new FoldState<IntegerSum<long>, long, long>(scope, new(type), type),
        ElementType<int> type => new FoldState<IntegerSum<int>, int, long>(scope, new(type), type),
        ElementType<short> type => new FoldState<IntegerSum<short>, short, long>(scope, new(type), type),
        ElementType<byte> type => new FoldState<IntegerSum<byte>, byte, long>(scope, new(type), type),
        var type => throw Unknown(type),
    };

    public static AggregateState Mean(RowScope scope, ReadOnlySpan<RowExpression> arguments) => arguments[0].Elements switch
    {
        { IsFloat: true } type => new FloatMeanState(scope, isSingle: type.Type == RayType.F32),
        ElementType<long> type => new FoldState<IntegerMean<long>, long, IntegerMeanSlot>(scope, new(type), type),
        ElementType<int> type => new FoldState<IntegerMean<int>, int, IntegerMeanSlot>(scope, new(type), type),
        ElementType<short> type => new FoldState<IntegerMean<short>, short, IntegerMeanSlot>(scope, new(type), type),
        ElementType<byte> type => new FoldState<IntegerMean<byte>, byte, IntegerMeanSlot>(scope, new(type), type),
        var type => throw Unknown(type),
    };

    public static AggregateState Product(RowScope scope, ReadOnlySpan<RowExpression> arguments) =>
        arguments[0].Elements switch
        {
            { IsFloat: true } type => new FloatProductState(scope, isSingle: type.Type == RayType.F32),
            ElementType<long> type => IntegerProduct(scope, type),
            ElementType<int> type => IntegerProduct(scope, type),
            ElementType<short> type => IntegerProduct(scope, type),
            ElementType<byte> type => IntegerProduct(scope, type),
            var type => throw Unknown(type),
        };

    public static AggregateState Count(RowScope scope, ReadOnlySpan<RowExpression> arguments) => new CountState(scope);

    public static AggregateState Least(RowScope scope, ReadOnlySpan<RowExpression> arguments) => arguments[0].Elements switch
    {
        { IsFloat: true } => new FoldState<FloatLeast, double, double>(scope, default, ElementTypes.F64),
        SymbolType => new SymbolState<SymbolExtreme>(scope, new(scope.Symbols, sign: -1)),
        ElementType<long> type => new FoldState<IntegerLeast<long>, long, long>(scope, new(type), type),
        ElementType<int> type => new FoldState<IntegerLeast<int>, int, int>(scope, new(type), type),
        ElementType<short> type => new FoldState<IntegerLeast<short>, short, short>(scope, new(type), type),
        ElementType<byte> type => new FoldState<ByteLeast, byte, short>(scope, new(type), type),
        ElementType<Guid> type => new FoldState<GuidExtreme, Guid, Guid>(scope, new(sign: -1), type),
        StringType => new TextState(scope, TextExtreme.Least),
        var type => throw Unknown(type),
    };

    public static AggregateState Greatest(RowScope scope, ReadOnlySpan<RowExpression> arguments) =>
        arguments[0].Elements switch
        {
            { IsFloat: true } => new FoldState<FloatGreatest, double, double>(scope, default, ElementTypes.F64),
            SymbolType => new SymbolState<SymbolExtreme>(scope, new(scope.Symbols, sign: 1)),
            ElementType<long> type => new FoldState<IntegerGreatest<long>, long, long>(scope, new(type), type),
            ElementType<int> type => new FoldState<IntegerGreatest<int>, int, int>(scope, new(type), type),
            ElementType<short> type => new FoldState<IntegerGreatest<short>, short, short>(scope, new(type), type),
            ElementType<byte> type => new FoldState<IntegerGreatest<byte>, byte, byte>(scope, new(type), type),
            ElementType<Guid> type => new FoldState<GuidExtreme, Guid, Guid>(scope, new(sign: 1), type),
            StringType => new TextState(scope, TextExtreme.Greatest),
            var type => throw Unknown(type),
        };

    public static AggregateState First(RowScope scope, ReadOnlySpan<RowExpression> arguments) =>
        End(scope, arguments[0].Elements, last: false);

    public static AggregateState Last(RowScope scope, ReadOnlySpan<RowExpression> arguments) =>
        End(scope, arguments[0].Elements, last: true);

    public static AggregateState All(RowScope scope, ReadOnlySpan<RowExpression> arguments) =>
        Whether(scope, arguments[0].Elements, all: true);

    public static AggregateState Any(RowScope scope, ReadOnlySpan<RowExpression> arguments) =>
        Whether(scope, arguments[0].Elements, all: false);

    public static AggregateState Median(RowScope scope, ReadOnlySpan<RowExpression> arguments) =>
        new ValuesState<Median>(scope, default);

    /// <summary>A variance or deviation: outside of queries around the mean.</summary>
    public static AggregateState Deviation(RowScope scope, ElementType elements, bool isSample, bool isRoot) =>
        elements switch
        {
            _ when !scope.InQuery => new ValuesState<Deviation>(scope, new(isSample, isRoot)),
            { IsFloat: true } => Spread(scope, ElementTypes.F64, isSample, isRoot),
            ElementType<long> type => Spread(scope, type, isSample, isRoot),
            ElementType<int> type => Spread(scope, type, isSample, isRoot),
            ElementType<short> type => Spread(scope, type, isSample, isRoot),
            ElementType<byte> type => Spread(scope, type, isSample, isRoot),
            var type => throw Unknown(type),
        };

    /// <summary>The most frequent value. In a query nulls of strings count, too, and outside those of guids, as in native.</summary>
    public static AggregateState Mode(RowScope scope, ReadOnlySpan<RowExpression> arguments)
    {
        var elements = arguments[0].Elements;
        var skipsNulls = elements.Type != (scope.InQuery ? RayType.String : RayType.Guid);
        return Values(scope, elements, isMode: true, skipsNulls);
    }

    public static AggregateState DistinctCount(RowScope scope, ReadOnlySpan<RowExpression> arguments) =>
        Values(scope, arguments[0].Elements, isMode: false, skipsNulls: false);

    public static AggregateState Top(RowScope scope, ElementType elements, bool descends, int most) => elements switch
    {
        SymbolType type => new TopState<int, SymbolTextOrder>(scope, type, new(scope.Symbols, descends), most),
        ElementType<long> type => new TopState<long, NumberOrder<long>>(scope, type, new(descends), most),
        ElementType<int> type => new TopState<int, NumberOrder<int>>(scope, type, new(descends), most),
        ElementType<short> type => new TopState<short, NumberOrder<short>>(scope, type, new(descends), most),
        ElementType<byte> type => new TopState<byte, NumberOrder<byte>>(scope, type, new(descends), most),
        ElementType<double> type => new TopState<double, NumberOrder<double>>(scope, type, new(descends), most),
        ElementType<float> type => new TopState<float, NumberOrder<float>>(scope, type, new(descends), most),
        var type => throw Unknown(type),
    };

    private static FoldState<Product<T, long>, T, ProductSlot<long>> IntegerProduct<T>(RowScope scope, ElementType<T> type)
        where T : unmanaged, INumber<T> =>
        new(
            scope, new(type, ElementTypes.I64, ofNothingIsNull: scope.InQuery), type);

    private static FoldState<Spread<T>, T, SpreadSlot<T>> Spread<T>(
        RowScope scope, ElementType<T> type, bool isSample, bool isRoot)
        where T : unmanaged, INumber<T> =>
        new(scope, new(type, isSample, isRoot), type);

    private static AggregateState End(RowScope scope, ElementType elements, bool last)
    {
        // A timespan may be null at the ends of a group, as in native.
        var skipsNulls = elements.Type != RayType.Timespan;
        return elements switch
        {
            { IsFloat: true } => new FoldState<End<double>, double, EndSlot<double>>(
                scope, new(ElementTypes.F64, last), ElementTypes.F64),
            SymbolType => new SymbolState<SymbolEnd>(scope, new(last)),
            ElementType<long> type => new FoldState<End<long>, long, EndSlot<long>>(
                scope, new(type, last), type, skipsNulls),
            ElementType<int> type => new FoldState<End<int>, int, EndSlot<int>>(scope, new(type, last), type),
            ElementType<short> type => new FoldState<End<short>, short, EndSlot<short>>(scope, new(type, last), type),
            ElementType<byte> type => new FoldState<End<byte>, byte, EndSlot<byte>>(scope, new(type, last), type),
            ElementType<Guid> type => new FoldState<End<Guid>, Guid, EndSlot<Guid>>(scope, new(type, last), type),
            StringType => new TextState(scope, last ? TextExtreme.Last : TextExtreme.First),
            _ => throw Unknown(elements),
        };
    }

    private static AggregateState Whether(RowScope scope, ElementType elements, bool all) => elements switch
    {
        { IsFloat: true } => new FoldState<Whether<double>, double, byte>(
            scope, new(ElementTypes.F64, all), ElementTypes.F64),
        ElementType<long> type => new FoldState<Whether<long>, long, byte>(scope, new(type, all), type),
        ElementType<int> type => new FoldState<Whether<int>, int, byte>(scope, new(type, all), type),
        ElementType<short> type => new FoldState<Whether<short>, short, byte>(scope, new(type, all), type),
        ElementType<byte> type => new FoldState<Whether<byte>, byte, byte>(scope, new(type, all), type),
        _ => throw Unknown(elements),
    };

    private static AggregateState Values(RowScope scope, ElementType elements, bool isMode, bool skipsNulls) =>
        elements switch
        {
            ElementType<long> type => new ValueCountState<long>(scope, type, isMode, skipsNulls),
            ElementType<int> type => new ValueCountState<int>(scope, type, isMode, skipsNulls),
            ElementType<short> type => new ValueCountState<short>(scope, type, isMode, skipsNulls),
            ElementType<byte> type => new ValueCountState<byte>(scope, type, isMode, skipsNulls),
            ElementType<double> type => new ValueCountState<double>(scope, type, isMode, skipsNulls),
            ElementType<float> type => new ValueCountState<float>(scope, type, isMode, skipsNulls),
            ElementType<Guid> type => new ValueCountState<Guid>(scope, type, isMode, skipsNulls),
            StringType => new TextCountState(scope, isMode, skipsNulls),
            _ => throw Unknown(elements),
        };

    private static RayfallException Unknown(ElementType type) =>
        Fault.NotYet($"no such aggregate of {type.VectorName}");
}
