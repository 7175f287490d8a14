using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Expressions;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Builtins;

/// <summary>Comparison of two operands. Null is less than everything, and equal to null.</summary>
internal static class Comparison
{
    public static BinaryOperator Equal { get; } = Operator("==", "EQ", Relation.Equal);

    public static BinaryOperator NotEqual { get; } = Operator("!=", "NE", Relation.NotEqual);

    public static BinaryOperator Less { get; } = Operator("<", "LT", Relation.Less);

    public static BinaryOperator LessOrEqual { get; } = Operator("<=", "LE", Relation.LessOrEqual);

    public static BinaryOperator Greater { get; } = Operator(">", "GT", Relation.Greater);

    public static BinaryOperator GreaterOrEqual { get; } = Operator(">=", "GE", Relation.GreaterOrEqual);

    public static IEnumerable<Builtin> All =>
    [
        Equality(Equal, isEqual: true, "Whether both are equal; null is equal to every null."),
        Equality(NotEqual, isEqual: false, "Whether both differ."),
        Order(Less, "Whether the left is less than the right; null is less than everything."),
        Order(LessOrEqual, "Whether the left is less than the right, or equal to it."),
        Order(Greater, "Whether the left is greater than the right."),
        Order(GreaterOrEqual, "Whether the left is greater than the right, or equal to it."),
    ];

    private static Builtin Order(BinaryOperator op, string summary) =>
        new(RayType.Binary, op.Name, summary) { Body = op.Apply, Rows = op.Rows };

    private static Builtin Equality(BinaryOperator op, bool isEqual, string summary) =>
        new(RayType.Binary, op.Name, summary)
        {
            Traits = BuiltinTraits.TakesNull,
            Body = (evaluator, arguments) =>
            {
                var (left, right) = (arguments[0], arguments[1]);
                if (!left.IsUntypedNull && !right.IsUntypedNull)
                    return op.Apply(evaluator, left, right);
                // A query object may ask for the rows without a value; no source can, there null is the name of a column.
                var other = left.IsUntypedNull ? right : left;
                if (other.Type == RayType.Timespan)
                    throw Fault.Type($"duration operation is not defined for {left.TypeName} and {right.TypeName}");
                return evaluator.InQuery && other.Column is { } column && RowExpressions.Of(column) is { } rows
                    ? new NullExpression(rows, isNegated: !isEqual).ToColumn(evaluator.Budget, evaluator.Workers, column.Count)
                    : Value.Bool((left.IsNull && right.IsNull) == isEqual);
            },
            Rows = (scope, arguments) => OfUnlike(scope, arguments[0], arguments[1], isEqual)
                ?? OfUnlike(scope, arguments[1], arguments[0], isEqual)
                ?? op.Rows(scope, arguments),
        };

    /// <summary>
    /// In a query numbers are like no text, and everything of another type is like a null where it is null itself.
    /// </summary>
    private static RowExpression? OfUnlike(RowScope scope, RowExpression rows, RowExpression literal, bool isEqual)
    {
        if (!scope.InQuery || rows.IsConstant || !literal.IsConstant
            || rows.Elements.IsText == literal.Elements.IsText || rows.Elements.Type == RayType.Guid
            || literal.Elements.Type is RayType.Guid or RayType.Timespan)
            return null;
        if (literal.HasNulls)
            return new NullExpression(rows, isNegated: !isEqual);
        return literal.Elements.Type == RayType.String
            ? new ConstantExpression<byte>(ElementTypes.B8, isEqual ? (byte)0 : (byte)1)
            : null;
    }

    private static BinaryOperator Operator(string name, string title, Relation relation) =>
        new(name, title, (left, right, form) => Rule(name, relation, left, right, form), (left, right) =>
            (left, right) is ("timespan", "date") or ("date", "timespan")
                ? $"duration operation is not defined for {left} and {right}"
                : relation.IsEquality
                    ? $"{(relation.IsNegated ? "<>" : "=")}: incomparable operand types, got {left} and {right}"
                    : $"cannot compare {left} and {right}")
        {
            GivesTruth = true,
            OfNulls = relation.IsEquality
                ? (left, right) => left.Type == RayType.Timespan || right.Type == RayType.Timespan
                    ? default(Value?)
                    : Value.Bool((left.IsNull && right.IsNull) != relation.IsNegated)
                : null,
        };

    private static BinaryOperation? Rule(
        string name, Relation relation, ElementType left, ElementType right, OperandForm form)
    {
        if (left.IsText && right.IsText)
        {
            // Symbols and strings meet in queries alone.
            return left.Type == right.Type || form == OperandForm.Query ? new TextOperation(name, relation) : null;
        }

        if (left.Type == RayType.Guid && right.Type == RayType.Guid)
            return relation.IsEquality || form != OperandForm.Query ? new GuidOperation(name, relation) : null;
        if (!left.IsScalar || !right.IsScalar || left.IsText || right.IsText)
            return null;
        if (left.IsFloat || right.IsFloat)
        {
            return (left.IsNumeric || left.Type == RayType.Timespan) && (right.IsNumeric || right.Type == RayType.Timespan)
                ? new ComparisonOperation<double>(name, new(left, right, ElementTypes.B8), ElementTypes.F64, relation)
                : null;
        }

        if ((left.Type, right.Type) is (RayType.Timestamp, RayType.Timespan) or (RayType.Timespan, RayType.Timestamp))
        {
            return new TimeOfDayOperation(
                Rule(name, relation, ElementTypes.Timespan, ElementTypes.Timespan, form)!, left.Type == RayType.Timestamp);
        }

        if (left.IsTemporal && right.IsTemporal && left.Type != right.Type)
        {
            return (left.Type, right.Type) is (RayType.Timespan, RayType.Date) or (RayType.Date, RayType.Timespan)
                ? null
                : new ComparisonOperation<long>(
                    name,
                    new(left, right, ElementTypes.B8, left.UnitNanoseconds, right.UnitNanoseconds, 1),
                    ElementTypes.I64,
                    relation);
        }

        if (left.IsTemporal != right.IsTemporal && form != OperandForm.Query
            && left.Type != RayType.Timespan && right.Type != RayType.Timespan)
            return null;

        var types = new ArithmeticTypes(left, right, ElementTypes.B8);
        return (left, right) switch
        {
            (ElementType<int>, ElementType<int>) =>
                new ComparisonOperation<int>(name, types, ElementTypes.I32, relation),
            (ElementType<byte>, ElementType<byte>) =>
                new ComparisonOperation<byte>(name, types, ElementTypes.U8, relation),
            (ElementType<short>, ElementType<short>) =>
                new ComparisonOperation<short>(name, types, ElementTypes.I16, relation),
            _ => new ComparisonOperation<long>(name, types, ElementTypes.I64, relation),
        };
    }
}
