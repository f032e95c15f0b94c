using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace NanoCharger.Backend.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class ResidentLinks : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "account",
                table: "links",
                type: "bigint",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "account",
                table: "links");
        }
    }
}
