using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace NanoCharger.Backend.Data.Migrations.Sqlite
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
                type: "INTEGER",
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
