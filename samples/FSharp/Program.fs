// Queries written in F#, and the Rayfall that they send. F# converts an argument of a method by itself, but no operand
// of an operator: literals stand in the methods named after the operators, or in Value.
open System
open Rayforce.Queries
open type Rayforce.Queries.Query

let show (query: RayQuery) = printfn $"{query}"

let total = Column "price" * Column "qty"
let busy = Column("qty").GreaterThan(100).And(Column("sym").NotEqualTo("TEST"))

Table("trades")
    .Select(total.Sum().Divide(Column("qty").Sum()).As("vwap"), Column("price").Max().As("high"))
    .Where(busy)
    .By("sym", (Column "qty" % Value 10).As("bucket"))
    .OrderByDescending("vwap")
    .Take(5)
|> show

Table("trades").Select("sym", If(Column("price").GreaterThanOrEqual(100.0), "high", "low").As("level")) |> show

Table("trades").Where(Column("day").LessThan(DateOnly(2024, 1, 2)).Or(Column("price").EqualTo(null))) |> show

Call("count", Table("trades").Where(Column("sym").IsIn("A", "B").Not()).ToExpression()) |> show

Table("trades").Update(Set("price", Column("price").Multiply(1.5))).Where(busy) |> show

Table("trades").Insert(Set("sym", Value [ "A"; "B" ]), Set("qty", Value [ 10; 20 ])) |> show
