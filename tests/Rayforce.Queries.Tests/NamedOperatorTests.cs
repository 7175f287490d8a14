using System.Reflection;
using Rayforce.Ipc;
using static Rayforce.Queries.Query;

namespace Rayforce.Queries;

/// <summary>Every operator of an expression has a method of the same meaning, for languages without the operator.</summary>
public class NamedOperatorTests
{
    private static readonly Dictionary<string, string> Methods = new()
    {
        ["op_Addition"] = nameof(RayExpression.Add),
        ["op_Subtraction"] = nameof(RayExpression.Subtract),
        ["op_Multiply"] = nameof(RayExpression.Multiply),
        ["op_Division"] = nameof(RayExpression.Divide),
        ["op_Modulus"] = nameof(RayExpression.Modulo),
        ["op_UnaryNegation"] = nameof(RayExpression.Negate),
        ["op_BitwiseAnd"] = nameof(RayExpression.And),
        ["op_BitwiseOr"] = nameof(RayExpression.Or),
        ["op_LogicalNot"] = nameof(RayExpression.Not),
        ["op_Equality"] = nameof(RayExpression.EqualTo),
        ["op_Inequality"] = nameof(RayExpression.NotEqualTo),
        ["op_LessThan"] = nameof(RayExpression.LessThan),
        ["op_LessThanOrEqual"] = nameof(RayExpression.LessThanOrEqual),
        ["op_GreaterThan"] = nameof(RayExpression.GreaterThan),
        ["op_GreaterThanOrEqual"] = nameof(RayExpression.GreaterThanOrEqual),
    };

    private static readonly MethodInfo[] OperatorMethods =
    [
        .. typeof(RayExpression).GetMethods(BindingFlags.Public | BindingFlags.Static)
            .Where(method => method.IsSpecialName && method.Name != "op_Implicit"),
    ];

    private static readonly RayExpression[] Operands =
        [Column("b"), 3, 2.5, "text", Symbol("text"), Column("b").Sum(), Table("t").Select("b")];

    public static TheoryData<string> Operators => [.. OperatorMethods.Select(method => method.Name)];

    [Fact]
    public void The_list_of_operators_is_that_of_the_type() => Assert.Equal(
        Methods.Keys.Order(StringComparer.Ordinal),
        OperatorMethods.Select(method => method.Name).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Operators))]
    public void A_named_operator_builds_what_the_operator_builds(string name)
    {
        Assert.True(Methods.TryGetValue(name, out var named), $"{name} has no method of the same meaning.");
        var symbol = OperatorMethods.Single(method => method.Name == name);
        var rights = symbol.GetParameters().Length == 1 ? [[]] : Operands.Append(null).Select(right => new[] { right });
        var method = typeof(RayExpression).GetMethod(named, [.. symbol.GetParameters().Skip(1).Select(TypeOf)])!;

        foreach (var right in rights)
        {
            foreach (var left in Operands)
            {
                var expected = (RayQuery)symbol.Invoke(null, [left, .. right])!;
                var actual = (RayQuery)method.Invoke(left, [.. right])!;
                foreach (var version in new[] { WireVersion.V1, WireVersion.V3 })
                    Assert.Equal(expected.ToRayObject(version), actual.ToRayObject(version));
            }
        }
    }

    [Fact]
    public void A_table_has_a_name_for_its_conversion_too()
    {
        var query = Table("trades").Where(Column("age").GreaterThan(30));

        foreach (var version in new[] { WireVersion.V1, WireVersion.V3 })
        {
            Assert.Equal(
                Call("count", query).ToRayObject(version), Call("count", query.ToExpression()).ToRayObject(version));
        }
    }

    private static Type TypeOf(ParameterInfo parameter) => parameter.ParameterType;
}
